//! One file per command.

pub mod batch;
pub mod check;
pub mod explain;
pub mod facts;
pub mod formats;
pub mod grammar;
pub mod help;
pub mod manual;
pub mod models;
pub mod recap;
pub mod rules;
pub mod templates;
pub mod verify;
