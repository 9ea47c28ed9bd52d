//! Values of arguments, read from their texts.

use crate::english::Profile;
use crate::facts::Angle;
use crate::pipeline::Kind;
use crate::plan::Length;
use crate::render::Format;

/// Reads a style.
pub fn style(name: &str) -> Result<Profile, String> {
    match name {
        "ap" => Ok(Profile::Ap),
        "uk" => Ok(Profile::Uk),
        _ => Err("choose one of ap, uk".to_owned()),
    }
}

/// Reads a length.
pub fn length(name: &str) -> Result<Length, String> {
    match name {
        "brief" => Ok(Length::Brief),
        "standard" => Ok(Length::Standard),
        "full" => Ok(Length::Full),
        _ => Err("choose one of brief, standard, full".to_owned()),
    }
}

/// Reads an angle.
pub fn angle(text: &str) -> Result<Angle, String> {
    text.parse()
}

/// Reads a format of output.
pub(super) fn format(name: &str) -> Result<Format, String> {
    name.parse().map_err(|error: crate::render::UnknownFormat| error.to_string())
}

/// Reads the stage of an artefact.
pub(super) fn kind(name: &str) -> Result<Kind, String> {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("choose one of {}", names.join(", ")))
}

/// Reads `S=K`, both from 1.
pub(super) fn choice(text: &str) -> Result<(usize, usize), String> {
    let pair = text.split_once('=').and_then(|(s, k)| Some((s.trim().parse().ok()?, k.trim().parse().ok()?)));
    pair.filter(|(s, k)| *s > 0 && *k > 0).ok_or_else(|| "write S=K: the sentence and the runner-up, both counted from 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_angle_needs_a_kind_and_a_name() {
        assert_eq!(angle("nation:KEN"), Ok(Angle::Nation("KEN".into())));
        for bad in ["KEN", "nation:", "country:KEN", ""] {
            assert!(angle(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_choice_counts_from_one() {
        assert_eq!(choice("3=2"), Ok((3, 2)));
        for bad in ["0=1", "1=0", "1", "a=b", "1=2=3"] {
            assert!(choice(bad).is_err(), "{bad}");
        }
    }
}
