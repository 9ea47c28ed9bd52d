//! The real binary in temporary folders: one program for all commands, because each program of tests is linked with the whole library.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

mod bad_input;
mod batch;
mod errors;
mod grammar;
mod inspect;
mod interrupt;
mod model_server;
mod recap;
mod server_drafter;
mod support;
mod verify;
