//! Tests of the rules, on small events built by hand.

mod sample;
