//! Writes what a release brings beside the binary: completions for shells and manual pages.
//!
//! ```sh
//! cargo run -p git-coach-cli --example extras -- FOLDER
//! ```

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use clap_complete::Shell;

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1) else {
        return told("name the folder to write to");
    };
    match write(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => told(&format!("{}: {error}", Path::new(&folder).display())),
    }
}

#[expect(clippy::print_stderr, reason = "a program for whoever makes a release")]
fn told(what: &str) -> ExitCode {
    eprintln!("extras: {what}");
    ExitCode::FAILURE
}

/// Writes `completions/` and `man/` below the folder.
fn write(folder: &Path) -> io::Result<()> {
    let command = || git_coach_cli::command().bin_name("git-coach");
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut command(), "git-coach", &completions)?;
    }
    let pages = folder.join("man");
    fs::create_dir_all(&pages)?;
    clap_mangen::generate_to(command(), &pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_page_and_every_shell_its_file() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let shells = fs::read_dir(folder.path().join("completions")).unwrap().count();
        assert_eq!(shells, Shell::value_variants().len());
        for command in git_coach_cli::command().get_subcommands() {
            let name = format!("git-coach-{}", command.get_name());
            let page = folder.path().join("man").join(format!("{name}.1"));
            let text = fs::read_to_string(page).unwrap();
            assert!(
                text.contains(".SH SYNOPSIS") && text.contains(&name.replace('-', "\\-")),
                "{text}"
            );
            let bash =
                fs::read_to_string(folder.path().join("completions/git-coach.bash")).unwrap();
            assert!(bash.contains(command.get_name()), "{name}");
        }
    }
}
