//! A result that is not official says so.

use crate::event::ResultState;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let state = match on.event.state {
        ResultState::Unofficial => "unofficial",
        ResultState::Provisional => "provisional",
        _ => return Vec::new(),
    };
    let value = Value::Code(state.to_owned());
    vec![Draft::basic(FactKind::ResultState).with("state", value).of_event(on.event, &["state"]).done()]
}
