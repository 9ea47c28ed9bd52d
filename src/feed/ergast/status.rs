//! The words of `positionText` and `status`, of all eras: who was classified, who was not, and why.
//!
//! Until 2022 `status` named causes ("Gearbox"); since 2023 it says "Retired" and "Lapped". A cause stays in its cell and
//! is never told: the later feed has none, and the earlier ones are one word about a long story.

use crate::event::Irm;

/// What a row's two words say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Classified at this rank.
    Ranked(u32),
    /// Not classified.
    Out(Irm),
}

impl Standing {
    /// The rank of a classified row.
    pub(super) fn rank(self) -> Option<u32> {
        if let Self::Ranked(rank) = self { Some(rank) } else { None }
    }

    /// The mark of a row that was not classified.
    pub(super) fn irm(self) -> Option<Irm> {
        if let Self::Out(irm) = self { Some(irm) } else { None }
    }
}

/// Why the two words cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusFault {
    /// `positionText` is none of the known ones.
    UnknownPosition,
    /// The status excludes what the position says.
    Contradiction,
}

/// Laps down that a status names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Down {
    /// `Lapped`, without a number.
    Some,
    /// `+2 Laps`.
    Laps(u32),
}

/// Reads both words; `raced` says whether the car completed a lap, which tells a car withdrawn in the race from one that was
/// withdrawn before it.
pub(super) fn standing(position_text: &str, status: &str, raced: bool) -> Result<Standing, StatusFault> {
    let by_status = match irm_of(status) {
        Some(Irm::Withdrawn) if raced => Some(Irm::Dnf),
        Some(Irm::Dns | Irm::Dnq) if raced => return Err(StatusFault::Contradiction),
        other => other,
    };
    let out = |irm| Ok(Standing::Out(irm));
    match position_text {
        "R" => match by_status {
            Some(Irm::Dsq | Irm::Excluded) => Err(StatusFault::Contradiction),
            Some(irm) => out(irm),
            None if status == "Finished" || down(status).is_some() => out(Irm::NotClassified),
            None => out(Irm::Dnf),
        },
        "D" => agree(Irm::Dsq, by_status, &[Irm::Dsq, Irm::Excluded]),
        "E" => agree(Irm::Excluded, by_status, &[Irm::Dsq, Irm::Excluded]),
        "F" => agree(Irm::Dnq, by_status, &[Irm::Dnq, Irm::Dns, Irm::Withdrawn]),
        "N" => agree(Irm::NotClassified, by_status, &[Irm::NotClassified, Irm::Dnf]),
        "W" => match by_status {
            _ if raced => Err(StatusFault::Contradiction),
            Some(irm @ (Irm::Dns | Irm::Withdrawn | Irm::Dnq)) => out(irm),
            Some(_) => Err(StatusFault::Contradiction),
            None if status == "Finished" || down(status).is_some() => Err(StatusFault::Contradiction),
            None => out(Irm::Withdrawn),
        },
        digits if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => match (digits.parse(), by_status) {
            (Ok(0) | Err(_), _) => Err(StatusFault::UnknownPosition),
            (Ok(_), Some(irm)) if irm != Irm::Dnf => Err(StatusFault::Contradiction),
            (Ok(rank), _) => Ok(Standing::Ranked(rank)),
        },
        _ => Err(StatusFault::UnknownPosition),
    }
}

fn agree(irm: Irm, by_status: Option<Irm>, allowed: &[Irm]) -> Result<Standing, StatusFault> {
    match by_status {
        Some(other) if other != Irm::Dnf && !allowed.contains(&other) => Err(StatusFault::Contradiction),
        _ => Ok(Standing::Out(irm)),
    }
}

/// The statuses that are a decision, not a cause.
fn irm_of(status: &str) -> Option<Irm> {
    Some(match status {
        "Disqualified" => Irm::Dsq,
        "Excluded" => Irm::Excluded,
        "Did not start" => Irm::Dns,
        "Withdrew" => Irm::Withdrawn,
        "Did not qualify" | "Did not prequalify" | "107% Rule" => Irm::Dnq,
        "Not classified" => Irm::NotClassified,
        "Retired" => Irm::Dnf,
        _ => return None,
    })
}

/// `Lapped`, `+1 Lap`, `+12 Laps`.
pub(super) fn down(status: &str) -> Option<Down> {
    if status == "Lapped" {
        return Some(Down::Some);
    }
    let (number, word) = status.strip_prefix('+')?.split_once(' ')?;
    let laps = number.parse().ok().filter(|laps| *laps > 0)?;
    matches!((word, laps), ("Lap", 1) | ("Laps", _)).then_some(Down::Laps(laps))
}

/// Whether a status of a classified row is one that we know.
pub(super) fn known(status: &str) -> bool {
    status == "Finished" || down(status).is_some() || irm_of(status).is_some() || CAUSES.contains(&status)
}

/// Causes of retirement in the vocabulary of the seasons until 2022.
const CAUSES: [&str; 116] = [
    "Accident",
    "Accident damage",
    "Alternator",
    "Axle",
    "Battery",
    "Brake duct",
    "Brakes",
    "Broken wing",
    "CV joint",
    "Chassis",
    "Clutch",
    "Collision",
    "Collision damage",
    "Compressor",
    "Cooling system",
    "Crankshaft",
    "Crank",
    "Damage",
    "Debris",
    "Differential",
    "Distributor",
    "Driver Seat",
    "Driver unwell",
    "Drivetrain",
    "Driveshaft",
    "ERS",
    "Electrical",
    "Electronics",
    "Engine",
    "Engine fire",
    "Engine misfire",
    "Exhaust",
    "Eye injury",
    "Fatal accident",
    "Fire",
    "Flywheel",
    "Front wing",
    "Fuel",
    "Fuel leak",
    "Fuel pipe",
    "Fuel pressure",
    "Fuel pump",
    "Fuel rig",
    "Fuel system",
    "Gear",
    "Gearbox",
    "Halfshaft",
    "Handling",
    "Heat shield fire",
    "Hydraulics",
    "Ignition",
    "Illness",
    "Injection",
    "Injured",
    "Injury",
    "Launch control",
    "Magneto",
    "Mechanical",
    "Not restarted",
    "Oil leak",
    "Oil line",
    "Oil pipe",
    "Oil pressure",
    "Oil pump",
    "Out of fuel",
    "Overheating",
    "Physical",
    "Piston",
    "Pneumatics",
    "Power Unit",
    "Power loss",
    "Puncture",
    "Radiator",
    "Raise",
    "Rear wing",
    "Refuelling",
    "Rotor",
    "Safety",
    "Safety belt",
    "Safety concerns",
    "Seat",
    "Spark plugs",
    "Spun off",
    "Stalled",
    "Steering",
    "Supercharger",
    "Suspension",
    "Technical",
    "Throttle",
    "Tyre",
    "Tyre puncture",
    "Tyres",
    "Thermostat",
    "Track rod",
    "Transmission",
    "Turbo",
    "Underweight",
    "Undertray",
    "Unfit",
    "Unwell",
    "Vibrations",
    "Water leak",
    "Water pipe",
    "Water pressure",
    "Water pump",
    "Wheel",
    "Wheel bearing",
    "Wheel nut",
    "Wheel rim",
    "Throttle linkage",
    "Fuel tank",
    "Cylinder head",
    "Head gasket",
    "Valve",
    "Camshaft",
    "Con-rod",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_statuses_of_all_eras_are_read() {
        let read = |position, status| standing(position, status, false).unwrap();
        assert_eq!(standing("4", "Withdrew", true), Ok(Standing::Ranked(4)));
        assert_eq!(standing("R", "Withdrew", true), Ok(Standing::Out(Irm::Dnf)));
        assert_eq!(read("R", "Withdrew"), Standing::Out(Irm::Withdrawn));
        assert_eq!(read("1", "Finished"), Standing::Ranked(1));
        assert_eq!(read("17", "Engine"), Standing::Ranked(17));
        assert_eq!(read("12", "Retired"), Standing::Ranked(12));
        assert_eq!(read("13", "Lapped"), Standing::Ranked(13));
        assert_eq!(read("R", "Gearbox"), Standing::Out(Irm::Dnf));
        assert_eq!(read("R", "Retired"), Standing::Out(Irm::Dnf));
        assert_eq!(read("R", "+12 Laps"), Standing::Out(Irm::NotClassified));
        assert_eq!(read("R", "Did not start"), Standing::Out(Irm::Dns));
        assert_eq!(read("W", "Did not start"), Standing::Out(Irm::Dns));
        assert_eq!(read("W", "Withdrew"), Standing::Out(Irm::Withdrawn));
        assert_eq!(read("W", "Injury"), Standing::Out(Irm::Withdrawn));
        assert_eq!(read("D", "Disqualified"), Standing::Out(Irm::Dsq));
        assert_eq!(read("D", "Underweight"), Standing::Out(Irm::Dsq));
        assert_eq!(read("F", "Did not prequalify"), Standing::Out(Irm::Dnq));
        assert_eq!(read("F", "Retired"), Standing::Out(Irm::Dnq));
        assert_eq!(read("E", "Excluded"), Standing::Out(Irm::Excluded));
        assert_eq!(read("N", "Not classified"), Standing::Out(Irm::NotClassified));
    }

    #[test]
    fn unknown_positions_and_contradictions_are_faults() {
        for position in ["", "0", "X", "-1", "1.", "99999999999"] {
            assert_eq!(standing(position, "Finished", true), Err(StatusFault::UnknownPosition), "{position}");
        }
        for (position, status) in
            [("2", "Disqualified"), ("3", "Did not start"), ("W", "Finished"), ("R", "Disqualified"), ("D", "Did not start")]
        {
            assert_eq!(standing(position, status, false), Err(StatusFault::Contradiction), "{position} {status}");
        }
    }

    #[test]
    fn laps_down_are_read_only_in_their_own_form() {
        assert_eq!(down("+1 Lap"), Some(Down::Laps(1)));
        assert_eq!(down("+12 Laps"), Some(Down::Laps(12)));
        assert_eq!(down("Lapped"), Some(Down::Some));
        for text in ["+0 Laps", "+1", "1 Lap", "+2 Lap", "Finished", "+x Laps"] {
            assert_eq!(down(text), None, "{text}");
        }
        assert!(!known("Abducted") && known("Gearbox") && known("Finished"));
    }
}
