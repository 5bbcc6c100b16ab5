//! The `git-coach` binary, run as `git coach`.

fn main() -> std::process::ExitCode {
    git_coach_cli::main()
}
