//! One file per command.

pub mod help;
pub mod manual;
pub mod recap;
