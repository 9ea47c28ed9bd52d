//! Whether an article may be published as it is.

use crate::article::{Article, PubStatus, Status};
use jiff::Timestamp;

/// The reason in a record that is usable although nobody reviewed it.
pub const ALLOWED_UNREVIEWED: &str = "not reviewed: allowed explicitly for this run";

/// The status of a proven article. It is withheld when it is made from a test message or a fixture marked so, or when nobody
/// reviewed exactly this text by `now`; `allow_unreviewed` lifts only the last of these, and the record says that it did. An
/// article that was killed stays killed.
pub fn decide(article: &Article, allow_unreviewed: bool, fixture_withheld: bool, now: Timestamp) -> Status {
    if article.status.pubstatus == PubStatus::Canceled {
        return article.status.clone();
    }
    let mut reasons = Vec::new();
    if article.event.test {
        reasons.push("the feed marks its message as a test".to_owned());
    }
    if fixture_withheld {
        reasons.push("the fixture is marked as withheld".to_owned());
    }
    let unreviewed = unreviewed(article, now);
    if !allow_unreviewed {
        reasons.extend(unreviewed.map(str::to_owned));
    }
    if !reasons.is_empty() {
        return Status { pubstatus: PubStatus::Withheld, reasons };
    }
    let reasons = unreviewed.map(|_| ALLOWED_UNREVIEWED.to_owned()).into_iter().collect();
    Status { pubstatus: PubStatus::Usable, reasons }
}

/// Why there is no review that counts; `None` when there is one.
fn unreviewed(article: &Article, now: Timestamp) -> Option<&'static str> {
    if article.review.is_none() {
        return Some("not reviewed");
    }
    let Some(review) = article.valid_review() else { return Some("not reviewed: the text has changed since its review") };
    match review.at.parse::<Timestamp>() {
        Ok(at) if at <= now => None,
        Ok(_) => Some("not reviewed: the review is dated in the future"),
        Err(_) => Some("not reviewed: the review has no readable date"),
    }
}
