//! Copy by others about the sample events.
#[test]
fn nothing() {}
