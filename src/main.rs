//! The `stringer` binary; everything is in [`stringer::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    stringer::cli::main()
}
