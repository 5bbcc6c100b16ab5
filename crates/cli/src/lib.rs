//! The command line of `git coach`: so far, its version.

use std::io::Write;
use std::process::ExitCode;

/// Runs the command line.
pub fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        let line = concat!("git-coach ", env!("CARGO_PKG_VERSION"));
        return match writeln!(std::io::stdout(), "{line}") {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    ExitCode::from(2)
}
