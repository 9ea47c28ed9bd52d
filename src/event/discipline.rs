//! What a field event measures, by its name: whether its heights are cleared, its distances jumped or thrown.

use super::{Event, Round, Sport, UnitKind};

/// A kind of field event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Discipline {
    /// High jump and pole vault: heights, three attempts at each; ties are broken by counting failures back.
    Height,
    /// Long jump and triple jump: distances, with the wind of each attempt.
    Jump,
    /// Discus, hammer, javelin, weight.
    Throw,
    /// Shot put.
    Put,
}

/// Words of an event's name.
const NAMES: [(&str, Discipline); 9] = [
    ("high jump", Discipline::Height),
    ("pole vault", Discipline::Height),
    ("long jump", Discipline::Jump),
    ("triple jump", Discipline::Jump),
    ("shot put", Discipline::Put),
    ("discus", Discipline::Throw),
    ("hammer", Discipline::Throw),
    ("javelin", Discipline::Throw),
    ("weight throw", Discipline::Throw),
];

/// Rounds of swimming with one list over all their heats.
const ROUNDS: [&str; 3] = ["heats", "quarter-finals", "semi-finals"];

impl Discipline {
    /// The discipline of an event; `None` where it is no field event or its name does not say.
    pub fn of(event: &Event) -> Option<Self> {
        if event.sport != Sport::Field {
            return None;
        }
        let name = event.name.to_lowercase();
        NAMES.iter().find(|(words, _)| name.contains(words)).map(|(_, discipline)| *discipline)
    }
}

impl Event {
    /// The rounds of a throw or a long jump: the greatest number of anybody's attempt. `None` of heights, and where somebody with a mark
    /// has no attempts or nobody has a second: then not all are known.
    pub fn rounds(&self) -> Option<u32> {
        let measured = matches!(Discipline::of(self), Some(Discipline::Jump | Discipline::Throw | Discipline::Put));
        let known = self.rows.iter().all(|row| row.mark.is_none() || !row.attempts.is_empty());
        let last = self.rows.iter().flat_map(|row| &row.attempts).map(|attempt| attempt.number).max();
        last.filter(|last| measured && known && *last > 1)
    }

    /// Whether it is a round with one list over all its heats, in which the best is first and nobody wins: the qualifying of a field
    /// event, the heats of a swimming event.
    pub fn is_qualifying(&self) -> bool {
        let (name, unit) = (self.name.to_lowercase(), self.unit.as_deref().unwrap_or_default());
        self.kind == UnitKind::Heat
            && match self.sport {
                Sport::Field => name.contains("qualifying") || name.contains("qualification"),
                Sport::Swimming => ROUNDS.iter().any(|round| unit == *round || unit.starts_with(&format!("{round} for "))),
                _ => false,
            }
    }

    /// Whether those who go through from here go to the final: from a semi-final, from the qualifying of a field event, from heats
    /// that say so, or from those after which the schedule has the final.
    pub fn leads_to_final(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default();
        let said = unit.starts_with("semi-final") || unit.ends_with(" for the final");
        let planned = self.context.next_round.as_ref().is_some_and(|next| next.round == Round::Final);
        self.kind == UnitKind::Heat && (said || planned || (self.sport == Sport::Field && self.is_qualifying()))
    }

    /// The distance of one leg of a relay, where the name gives it: "4x100 metres medley relay".
    pub fn leg_distance(&self) -> Option<u32> {
        self.name.split_whitespace().find_map(|word| {
            let (legs, distance) = word.split_once('x')?;
            let distance = distance.split_once('-').map_or(distance, |(distance, _)| distance);
            legs.parse::<u32>().ok().and(distance.parse().ok())
        })
    }
}
