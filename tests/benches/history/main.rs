//! `git coach` against `git log` on a repository of your own:
//! `cargo bench -p git-coach-tests --bench history -- path/to/repository`.
//!
//! Nothing is written into that repository: everything runs in bare ones of its own in a temporary
//! folder, which borrow its objects. `crates/analyzer/PERFORMANCE.md` says how to read the numbers.

mod arguments;
mod borrowed;
mod instructions;
mod process;
mod rounds;
mod table;

use std::io::Write;
use std::process::ExitCode;

use arguments::Arguments;

fn main() -> ExitCode {
    // `cargo test --benches` runs benchmarks too, to see whether they still start.
    if !std::env::args_os().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let asked = Arguments::read();
    let answer = if asked.instructions { instructions::count(&asked) } else { rounds::run(&asked) };
    let written = match &answer {
        Ok(text) => writeln!(std::io::stdout(), "{text}"),
        Err(reason) => writeln!(std::io::stderr(), "error: {reason}"),
    };
    if answer.is_ok() && written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
