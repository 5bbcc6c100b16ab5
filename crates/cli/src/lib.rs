//! The command line of `git coach`: arguments, progress, output and exit codes.
//!
//! It composes the other crates and holds no logic that one of them could own.

mod args;
mod commands;
mod configuration;
pub mod exit;
mod failure;
mod output;
mod progress;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::Arguments;

/// The command line as clap describes it, for completions and manual pages.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse_from(args::with_command(std::env::args_os())) {
        Ok(arguments) => arguments,
        // Help and version are answers; anything else is a mistake and says so on standard error.
        Err(error) => {
            let code = error.exit_code();
            // Whether or not anybody reads it, a mistake stays one.
            let _ = error.print();
            return ExitCode::from(u8::try_from(code).unwrap_or(exit::USAGE));
        }
    };
    match commands::run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(failure) if failure.code == exit::SUCCESS => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "{failure}");
            ExitCode::from(failure.code)
        }
    }
}
