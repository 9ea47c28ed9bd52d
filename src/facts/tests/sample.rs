//! Small events built by hand.
