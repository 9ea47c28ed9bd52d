//! The `stringer` binary.

fn main() {}
