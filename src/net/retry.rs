//! When a failed attempt is repeated, and how long to wait before it. The schedule is fixed, without a random part.

use super::error::NetError;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use std::time::Duration;

/// The longest wait of the schedule.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The longest wait that a server may ask for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_mins(1);

/// Runs `attempt` until it succeeds, fails for good, or was repeated `retries` times. The attempts made are noted in the
/// error, or returned with the result.
pub(super) fn repeat<T>(retries: u32, backoff: Duration, mut attempt: impl FnMut() -> Result<T, NetError>) -> Result<(T, u32), NetError> {
    let mut attempts = 1;
    loop {
        match attempt() {
            Ok(result) => return Ok((result, attempts)),
            Err(error) if error.transient && attempts <= retries => {
                std::thread::sleep(wait(backoff, attempts, error.retry_after));
                attempts += 1;
            }
            Err(mut error) => {
                error.attempts = attempts;
                return Err(error);
            }
        }
    }
}

/// The wait after the given number of attempts: what the server asked for, else the backoff doubled each time.
fn wait(backoff: Duration, attempts: u32, retry_after: Option<Duration>) -> Duration {
    match retry_after {
        Some(asked) => asked.min(LONGEST_RETRY_AFTER),
        None => backoff.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1))).min(LONGEST_WAIT),
    }
}

/// Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or a date; a date that has passed is no wait.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        return Some(value.parse().map_or(LONGEST_RETRY_AFTER, Duration::from_secs));
    }
    let until = DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::NetErrorKind;

    #[test]
    fn waits_double_to_a_bound_and_the_server_may_set_them() {
        let base = Duration::from_millis(500);
        let waits: Vec<u128> = (1..=8).map(|attempts| wait(base, attempts, None).as_millis()).collect();
        assert_eq!(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
        assert_eq!(wait(base, 60, None), LONGEST_WAIT);
        assert_eq!(wait(base, 1, Some(Duration::ZERO)), Duration::ZERO);
        assert_eq!(wait(base, 1, Some(Duration::from_hours(2))), LONGEST_RETRY_AFTER);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "1994-11-06T08:49:07Z".parse().unwrap();
        for (value, seconds) in [
            ("0", Some(0)),
            ("120", Some(120)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("99999999999999999999", Some(60)),
            ("soon", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(retry_after(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn only_what_may_help_is_repeated() {
        let run = |kind| {
            let mut calls = 0;
            let result: Result<((), u32), NetError> = repeat(2, Duration::ZERO, || {
                calls += 1;
                Err(NetError::new(kind, "u", ""))
            });
            (calls, result.unwrap_err().attempts)
        };
        assert_eq!(run(NetErrorKind::Status(503)), (3, 3));
        assert_eq!(run(NetErrorKind::Status(429)), (3, 3));
        assert_eq!(run(NetErrorKind::Connect), (3, 3));
        assert_eq!(run(NetErrorKind::NotFound), (1, 1));
        assert_eq!(run(NetErrorKind::Status(403)), (1, 1));
    }
}
