//! What a field event measures, by its name: whether its heights are cleared, its distances jumped or thrown.

use super::{Event, Sport, UnitKind};

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
    /// Whether it is the qualifying round of a field event, in which the best is first and nobody wins.
    pub fn is_field_qualifying(&self) -> bool {
        let name = self.name.to_lowercase();
        self.sport == Sport::Field && self.kind == UnitKind::Heat && (name.contains("qualifying") || name.contains("qualification"))
    }

    /// Whether those who go through from here go to the final: from a semi-final, or from the qualifying of a field event.
    pub fn leads_to_final(&self) -> bool {
        let unit = self.unit.as_deref().unwrap_or_default();
        self.kind == UnitKind::Heat && (unit.starts_with("semi-final") || self.is_field_qualifying())
    }
}
