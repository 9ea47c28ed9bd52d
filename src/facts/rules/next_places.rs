//! Fourth, fifth and sixth, when nobody shares one of these places.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let (Some(fourth), Some(fifth), Some(sixth)) = (on.at(4), on.at(5), on.at(6)) else { return Vec::new() };
    let draft = Draft::basic(FactKind::NextPlaces).who("fourth", fourth).who("fifth", fifth).who("sixth", sixth);
    vec![draft.reads_all(&[fourth, fifth, sixth], "rank").done()]
}
