//! Tests of the rules, on small events built by hand.

mod athletics;
mod biathlon;
mod features;
mod feeds;
mod motor;
mod outcome;
mod properties;
mod rounds;
pub(crate) mod sample;
mod skiing;
mod stages;
mod swimming;
