//! Who competed: names as the feed writes them, withheld of minors, and ids.

use super::find::{Content, local, metadata};
use super::young::Ages;
use crate::event::{Nation, Person};
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
    /// What a player is called in an event of these ages.
    pub(super) fn who(&self, player: Node<'_, '_>, ages: Ages) -> Option<Who> {
        if !self.may_be_named(player, ages) {
            let name = self.stand_in(player);
            return Some(Who { family: name.clone(), name, unnamed: true });
        }
        let (name, family) = self.name(player)?;
        let split = || athletics::name::split(&name.raw, self.code(player).as_deref(), self.athletics).family;
        let family = family.unwrap_or_else(|| Text { raw: split(), at: name.at.clone() });
        Some(Who { name, family, unnamed: false })
    }

    /// What stands for a name that is withheld: the number, or the place in the list. A key may hold the name.
    fn stand_in(&self, player: Node<'_, '_>) -> Text {
        let say = &self.athletics.minors.say;
        let place = || Text { raw: format!("{say} {}", place(player)), at: self.paths.path(player) };
        self.plain_number(player).map_or_else(place, |number| Text { raw: format!("No. {}", number.raw), ..number })
    }

    /// The number of somebody who is not named, where it cannot hold a name.
    pub(super) fn plain_number(&self, player: Node<'_, '_>) -> Option<Text> {
        self.attribute(metadata(player)?, "uniform-number").filter(|number| minors::is_number(&number.raw))
    }

    /// Whether a player may be named: no date of birth says that the player is a minor on the day. Agencies send elite competitions, so who
    /// has none is of age, but not in a race of the young. A team has no age.
    pub(super) fn may_be_named(&self, who: Node<'_, '_>, ages: Ages) -> bool {
        let born = metadata(who).and_then(|meta| self.attribute(meta, "date-of-birth"));
        if who.tag_name().name() != "player" {
            return true;
        }
        let known = !ages.young || born.is_some() || self.options.name_minors;
        known && minors::may_be_named(born.as_ref(), ages.day, self.athletics.minors.under, *self.options)
    }

    /// The note about names that are withheld, where there are some.
    pub(super) fn unnamed_note(&self, event: Node<'_, '_>, ages: Ages) -> Option<String> {
        let mut players = event.descendants().filter(|node| node.tag_name().name() == "player");
        let withheld = players.any(|player| !self.may_be_named(player, ages));
        let under = self.athletics.minors.under;
        let more = if ages.young { " and, in this race of the young, those without a date of birth" } else { "" };
        withheld
            .then(|| format!("athletes under {under}{more} are not named: a number stands for the name, and their teams have no members"))
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

    /// A competitor's id in a list. Of somebody who is not named it is the number, or the place where another has that number or key.
    pub(super) fn competitor_id(&self, who: Node<'_, '_>, ages: Ages) -> Option<Text> {
        if self.may_be_named(who, ages) {
            return self.id(who);
        }
        let place = || Text { raw: format!("n{}", place(who)), at: self.paths.path(who) };
        Some(self.plain_number(who).filter(|number| is_alone(who, &number.raw)).unwrap_or_else(place))
    }

    /// The key of a competitor without its prefix, or the id of the element.
    pub(super) fn id(&self, who: Node<'_, '_>) -> Option<Text> {
        let key = metadata(who).and_then(|meta| self.attribute(meta, "key")).or_else(|| self.attribute(who, "id"))?;
        let plain: String = local(&key.raw).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(20).collect();
        Some(Text { raw: plain, at: key.at })
    }
}

/// The place of a competitor in the list, from 1.
fn place(who: Node<'_, '_>) -> usize {
    who.prev_siblings().filter(|node| matches!(node.tag_name().name(), "player" | "team")).count()
}

/// Whether nobody else in the list has this number or this key.
fn is_alone(who: Node<'_, '_>, number: &str) -> bool {
    let others = who.parent().into_iter().flat_map(|list| list.children()).filter(|node| *node != who);
    let mut metas = others.filter_map(metadata);
    let has = |meta: Node<'_, '_>| {
        ["uniform-number", "key"].iter().any(|name| meta.attribute(*name).is_some_and(|own| local(own.trim()) == number))
    };
    !metas.any(has)
}
