//! Who competed: names as the feed writes them, withheld of minors, and ids.

use super::find::{Content, local, metadata};
use crate::event::{LocalDay, Nation, Person};
use crate::feed::raw::Text;
use crate::feed::{FeedError, athletics, minors, nations, odf, people};
use roxmltree::Node;

/// What a player is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who {
    /// The whole name, in the order of the nation.
    pub(super) name: Text,
    pub(super) family: Text,
    /// Whether a number stands for the name of a minor.
    pub(super) unnamed: bool,
}

impl Who {
    /// The person; a name that is not fit to print is an error.
    pub(super) fn person(&self, id: String, nation: Option<&Nation>) -> Result<Person, FeedError> {
        let full = self.name.name()?;
        if self.unnamed {
            return Ok(Person { id, given: None, family: full.clone(), full, gender: None });
        }
        let custom = nation.map_or_else(people::Custom::default, |nation| odf::codes::custom(&nation.code));
        let split = athletics::name::in_prose(&athletics::name::with_family(&full, &self.family.name()?), custom);
        Ok(Person { id, given: split.given, family: split.family, full: split.full, gender: None })
    }
}

impl Content<'_, '_> {
    /// What a player is called on a day. Who has no date of birth is named: agencies send elite competitions.
    pub(super) fn who(&self, player: Node<'_, '_>, day: Option<LocalDay>) -> Option<Who> {
        let (name, family) = self.name(player)?;
        if !self.may_be_named(player, day) {
            let number = metadata(player).and_then(|meta| self.attribute(meta, "uniform-number"));
            let number = number.map(|number| Text { raw: format!("No. {}", number.raw), ..number });
            let say = &self.athletics.minors.say;
            let name = number.or_else(|| self.id(player).map(|id| Text { raw: format!("{say} {}", id.raw), ..id }))?;
            return Some(Who { family: name.clone(), name, unnamed: true });
        }
        let split = || athletics::name::split(&name.raw, self.code(player).as_deref(), self.athletics).family;
        let family = family.unwrap_or_else(|| Text { raw: split(), at: name.at.clone() });
        Some(Who { name, family, unnamed: false })
    }

    /// Whether a player may be named: no date of birth says that the player is a minor on the day.
    pub(super) fn may_be_named(&self, player: Node<'_, '_>, day: Option<LocalDay>) -> bool {
        let born = metadata(player).and_then(|meta| self.attribute(meta, "date-of-birth"));
        minors::may_be_named(born.as_ref(), day, self.athletics.minors.under, *self.options)
    }

    /// The note about names that are withheld, where there are some.
    pub(super) fn unnamed_note(&self, event: Node<'_, '_>, day: Option<LocalDay>) -> Option<String> {
        let mut players = event.descendants().filter(|node| node.tag_name().name() == "player");
        let withheld = players.any(|player| !self.may_be_named(player, day));
        let under = self.athletics.minors.under;
        withheld.then(|| format!("athletes under {under} are not named: a number stands for the name, and their teams have no members"))
    }

    /// The code of a player's nation.
    fn code(&self, player: Node<'_, '_>) -> Option<String> {
        let nation = self.attribute(metadata(player)?, "nationality")?;
        nations::by_code(&nation.raw).or_else(|| nations::by_name(&nation.raw)).map(|nation| nation.code)
    }

    /// The whole name of a competitor, and the family name where it stands alone. Of given and family name the nation knows the order.
    pub(super) fn name(&self, who: Node<'_, '_>) -> Option<(Text, Option<Text>)> {
        let meta = metadata(who)?;
        let part = |part: &str| {
            let of = |node: &Node<'_, '_>| {
                [node.attribute("part"), node.attribute("role")].into_iter().flatten().any(|code| local(code) == part)
            };
            meta.children().filter(|node| node.tag_name().name() == "name").find(of).and_then(|node| self.text_of(node))
        };
        let (given, family) = (part("given"), part("family"));
        let family_first = self.code(who).is_some_and(|code| athletics::name::is_family_first(&code, self.athletics));
        let joined = given.zip(family.clone()).map(|(given, family)| {
            let (first, last) = if family_first { (&family, &given) } else { (&given, &family) };
            Text { raw: format!("{} {}", first.raw, last.raw), at: family.at.clone() }
        });
        let whole = part("full").or(joined).or_else(|| self.text(meta, "name"))?;
        Some((whole, family))
    }

    /// A competitor's id: the key without its prefix, or the id of the element.
    pub(super) fn id(&self, who: Node<'_, '_>) -> Option<Text> {
        let key = metadata(who).and_then(|meta| self.attribute(meta, "key")).or_else(|| self.attribute(who, "id"))?;
        let plain: String = local(&key.raw).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(20).collect();
        Some(Text { raw: plain, at: key.at })
    }
}
