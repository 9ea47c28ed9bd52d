//! x
#[test]
fn t() {
    assert!(!env!("CARGO_BIN_EXE_stringer").is_empty());
}
