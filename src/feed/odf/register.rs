//! Whose name counts: that of the result, or that of the list of participants.
//!
//! The result is what was signed, so it says who somebody is: where it names a person, a participant of the same code with another name is
//! somebody else, or one of the two is wrong, and the result's name stands with a note. The list is what all messages copy their names from,
//! so it says how a name is spelt: of the same letters its accents and capitals are taken where the result has none, and it completes what the
//! result lacks or shortens to initials. The order is that of `TVName`, as long as it holds no other name than the two.

use super::spelling::{better, find, same_word};
use crate::feed::people::Order;

/// A name as the result has it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own<'a> {
    pub(super) given: Option<&'a str>,
    pub(super) family: Option<&'a str>,
}

/// A name as the list of participants has it, by its attributes.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    /// `GivenName`
    pub(super) given: Option<String>,
    /// `FamilyName`
    pub(super) family: Option<String>,
    /// `TVName`: "Usain BOLT", "SU Bingtian".
    pub(super) tv: Option<String>,
    /// `PrintName`: "BOLT Usain", the family name always first.
    pub(super) print: Option<String>,
}

/// A text with the attribute of the list that it was taken from, if it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) text: String,
    pub(super) from: Option<&'static str>,
}

impl Taken {
    fn own(text: &str) -> Self {
        Self { text: text.to_owned(), from: None }
    }
}

/// A name that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) given: Option<Taken>,
    pub(super) family: Taken,
    /// The order of `TVName`, where that was used.
    pub(super) order: Option<Order>,
    /// Attributes of the list that contradict the result, and were not used.
    pub(super) refused: Vec<&'static str>,
}

/// The name that counts; `None` where neither message has a family name.
pub(super) fn settle(own: Own<'_>, listed: &Listed) -> Option<Settled> {
    let mut refused = Vec::new();
    let family = match own.family {
        Some(family) => match listed.spelling(family) {
            Some(taken) => taken,
            None => {
                return Some(Settled { given: own.given.map(Taken::own), family: Taken::own(family), order: None, refused: listed.any() });
            }
        },
        None => listed.family_name()?,
    };
    let given = match (own.given, listed.given_name(&family.text)) {
        (Some(given), Some(other)) if !agree(given, &other.text) => {
            refused.extend(other.from);
            Some(Taken::own(given))
        }
        (Some(given), Some(other)) => Some(if completes(given, &other.text) { other } else { Taken::own(given) }),
        (own, other) => other.or(own.map(Taken::own)),
    };
    let order = listed.tv.as_deref().and_then(|tv| in_order(tv, given.as_ref().map(|given| given.text.as_str()), &family.text));
    if order.is_none() && listed.tv.is_some() && !refused.contains(&"TVName") {
        refused.push("TVName");
    }
    Some(Settled { given, family, order, refused })
}

impl Listed {
    fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let named = [("FamilyName", &self.family), ("TVName", &self.tv), ("PrintName", &self.print)];
        named.into_iter().filter_map(|(attribute, text)| Some((attribute, text.as_deref()?)))
    }

    /// The first attribute that holds a family name.
    fn any(&self) -> Vec<&'static str> {
        self.texts().map(|(attribute, _)| attribute).take(1).collect()
    }

    /// The result's family name, as the list spells it where that is better; `None` where the list has another name.
    fn spelling(&self, family: &str) -> Option<Taken> {
        let mut found = self.texts().filter_map(|(attribute, text)| Some((attribute, find(text, family)?))).peekable();
        if found.peek().is_none() {
            return self.any().is_empty().then(|| Taken::own(family));
        }
        let spelt = found.map(|(attribute, [_, words, _])| Taken { text: words.join(" "), from: Some(attribute) });
        Some(spelt.into_iter().find(|taken| better(family, &taken.text)).unwrap_or_else(|| Taken::own(family)))
    }

    /// The family name of the list alone: without `FamilyName` the capitals at the beginning of `PrintName`.
    fn family_name(&self) -> Option<Taken> {
        if let Some(family) = &self.family {
            return Some(Taken { text: family.clone(), from: Some("FamilyName") });
        }
        let capitals = self.print.as_deref()?.split_whitespace().take_while(|word| !word.chars().any(char::is_lowercase));
        let text = capitals.collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Taken { text, from: Some("PrintName") })
    }

    /// The given name of the list: without `GivenName` what stands beside the family name in one of the other forms.
    fn given_name(&self, family: &str) -> Option<Taken> {
        if let Some(given) = &self.given {
            return Some(Taken { text: given.clone(), from: Some("GivenName") });
        }
        let beside = |text: &str| {
            let [before, _, after] = find(text, family)?;
            let rest = [before, after].concat().join(" ");
            (!rest.is_empty()).then_some(rest)
        };
        let forms = [("PrintName", &self.print), ("TVName", &self.tv)];
        forms.into_iter().find_map(|(attribute, text)| Some(Taken { text: beside(text.as_deref()?)?, from: Some(attribute) }))
    }
}

/// Parts of a given name: "Shelly-Ann" has two, "J. P." has two.
fn parts(given: &str) -> Vec<&str> {
    given.split(|c: char| c.is_whitespace() || matches!(c, '-' | '.')).filter(|part| !part.is_empty()).collect()
}

/// Whether a given name is one or more initials of the other.
fn is_initials(given: &str, whole: &str) -> bool {
    let (letters, words) = (parts(given), parts(whole));
    let first = |word: &str| word.chars().take(1).collect::<String>();
    let fits = letters.iter().zip(&words).all(|(letter, word)| letter.chars().count() == 1 && same_word(letter, &first(word)));
    !letters.is_empty() && letters.len() <= words.len() && fits
}

/// Whether two given names can be those of one person: one is part of the other, or its initials.
fn agree(own: &str, listed: &str) -> bool {
    find(listed, own).is_some() || find(own, listed).is_some() || is_initials(own, listed) || is_initials(listed, own)
}

/// Whether the list's given name takes the place of the result's.
fn completes(own: &str, listed: &str) -> bool {
    let equal = find(listed, own).is_some_and(|[before, _, after]| before.is_empty() && after.is_empty());
    (is_initials(own, listed) && parts(listed).iter().any(|part| part.chars().count() > 1)) || (equal && better(own, listed))
}

/// Where a `TVName` has the family name, with the given names as they are spelt here; `None` where it holds another name.
fn in_order(tv: &str, given: Option<&str>, family: &str) -> Option<Order> {
    let [before, _, after] = find(tv, family)?;
    let known = |word: &str| given.into_iter().flat_map(str::split_whitespace).find(|known| same_word(known, word)).map(str::to_owned);
    let side = |words: &[&str]| words.iter().map(|word| known(word)).collect::<Option<Vec<String>>>();
    Some(Order { before: side(&before)?.join(" "), after: side(&after)?.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(given: &str, family: &str, tv: &str, print: &str) -> Listed {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Listed { given: some(given), family: some(family), tv: some(tv), print: some(print) }
    }

    /// Given name, family name, order, and what was refused.
    fn settled(own: (&str, &str), listed: &Listed) -> (Option<String>, String, Option<String>, Vec<&'static str>) {
        let some = |text| Some(text).filter(|text: &&str| !text.is_empty());
        let name = settle(Own { given: some(own.0), family: some(own.1) }, listed).unwrap();
        let family = name.family.text.clone();
        let order = name.order.map(|order| format!("{} {family} {}", order.before, order.after).trim().to_owned());
        (name.given.map(|given| given.text), family, order, name.refused)
    }

    fn expect(own: (&str, &str), listed: &Listed, given: &str, family: &str, order: &str) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        assert_eq!(settled(own, listed), (some(given), family.to_owned(), some(order), Vec::new()), "{own:?} {listed:?}");
    }

    #[test]
    fn the_list_completes_what_the_result_lacks() {
        let bolt = listed("Usain", "BOLT", "Usain BOLT", "BOLT Usain");
        for own in [("", ""), ("", "BOLT"), ("U", "BOLT"), ("U.", "Bolt"), ("Usain", "BOLT")] {
            let family = if own.1.is_empty() { "BOLT" } else { own.1 };
            expect(own, &bolt, "Usain", family, &format!("Usain {family}"));
        }
        expect(("", ""), &listed("", "", "", "DE WIT Joris"), "Joris", "DE WIT", "");
        expect(("", "SU"), &listed("", "", "SU Bingtian", ""), "Bingtian", "SU", "SU Bingtian");
        expect(("S.-A.", "FRASER-PRYCE"), &listed("Shelly-Ann", "FRASER-PRYCE", "", ""), "Shelly-Ann", "FRASER-PRYCE", "");
    }

    #[test]
    fn the_list_gives_the_accents_and_never_takes_them_away() {
        expect(("Gina", "LUCKENKEMPER"), &listed("Gina", "LÜCKENKEMPER", "", ""), "Gina", "LÜCKENKEMPER", "");
        expect(("Gina", "LUECKENKEMPER"), &listed("", "", "Gina LÜCKENKEMPER", ""), "Gina", "LÜCKENKEMPER", "Gina LÜCKENKEMPER");
        expect(("Zoë", "Lücke"), &listed("Zoe", "LUCKE", "Zoe LUCKE", ""), "Zoë", "Lücke", "Zoë Lücke");
        expect(("Marek", "DVORSKY"), &listed("Márek", "DVORSKÝ", "", ""), "Márek", "DVORSKÝ", "");
    }

    #[test]
    fn the_order_is_that_of_the_tv_name() {
        expect(("Bingtian", "SU"), &listed("Bingtian", "SU", "SU Bingtian", ""), "Bingtian", "SU", "SU Bingtian");
        expect(("Usain", "BOLT"), &listed("Usain St. Leo", "BOLT", "Usain BOLT", ""), "Usain", "BOLT", "Usain BOLT");
        expect(("Neymar", "SILVA"), &listed("", "SILVA", "SILVA", ""), "Neymar", "SILVA", "SILVA");
    }

    #[test]
    fn another_name_is_never_taken() {
        let own = ("Ben", "MILL");
        let refused = |list: &Listed| {
            let (given, family, order, refused) = settled(own, list);
            assert_eq!((given.as_deref(), family.as_str()), (Some("Ben"), "MILL"), "{list:?}");
            (order, refused)
        };
        assert_eq!(refused(&listed("Tom", "FIELD", "Tom FIELD", "FIELD Tom")), (None, vec!["FamilyName"]));
        assert_eq!(refused(&listed("", "", "Tom FIELD", "")), (None, vec!["TVName"]));
        assert_eq!(refused(&listed("Tom", "MILL", "", "")), (None, vec!["GivenName"]));
        assert_eq!(refused(&listed("Ben", "MILL", "Benny MILL", "")), (None, vec!["TVName"]));
        assert_eq!(refused(&listed("", "", "", "MILLS Ben")), (None, vec!["PrintName"]));
    }

    #[test]
    fn without_a_family_name_anywhere_there_is_no_name() {
        assert_eq!(settle(Own::default(), &Listed::default()), None);
        assert_eq!(settle(Own { given: Some("Tom"), family: None }, &listed("Tom", "", "Tom", "Tom Field")), None);
        assert_eq!(settled(("Ben", "MILL"), &Listed::default()), (Some("Ben".into()), "MILL".into(), None, Vec::new()));
    }

    #[test]
    fn a_longer_given_name_of_the_list_is_no_contradiction() {
        expect(("Usain", "BOLT"), &listed("Usain St. Leo", "BOLT", "", ""), "Usain", "BOLT", "");
        expect(("Usain St. Leo", "BOLT"), &listed("Usain", "BOLT", "", ""), "Usain St. Leo", "BOLT", "");
        expect(("TJ", "HALE"), &listed("TJ", "HALE", "TJ HALE", ""), "TJ", "HALE", "TJ HALE");
    }
}
