//! The real binary, run as a user runs it.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;

use crate::Sandbox;

/// Runs the binary under test: `coach!(repo, ["brief"])` at once, and `coach!()` to say more about
/// the run first, as in `coach!().env("COLUMNS", "60").run(&repo, ["brief"])`.
///
/// A macro, as Cargo tells the path of the binary to the tests of its package alone.
#[macro_export]
macro_rules! coach {
    () => {
        $crate::Coach::new(env!("CARGO_BIN_EXE_git-coach-under-test"))
    };
    ($place:expr, $args:expr $(,)?) => {
        $crate::coach!().run(&$place, $args)
    };
}

/// How the binary is going to be run.
#[derive(Clone, Debug)]
pub struct Coach {
    binary: PathBuf,
    folder: PathBuf,
    variables: Vec<(OsString, OsString)>,
    input: Vec<u8>,
}

impl Coach {
    /// The binary at this path, with no input and an environment of its own.
    pub fn new(binary: impl Into<PathBuf>) -> Self {
        Self {
            binary: binary.into(),
            folder: PathBuf::new(),
            variables: Vec::new(),
            input: Vec::new(),
        }
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((key.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Runs in this folder below the place.
    #[must_use]
    pub fn below(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = folder.as_ref().to_owned();
        self
    }

    /// Gives it this on standard input.
    #[must_use]
    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    /// Runs it in a repository, or in a [`Sandbox`] that is none, and waits.
    #[track_caller]
    pub fn run(
        &self,
        place: impl AsRef<Sandbox>,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Output {
        let mut child = self.spawn(place, args);
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let finished = thread::scope(|scope| {
            scope.spawn(move || {
                // A program may end without reading its input, which closes the pipe.
                stdin.write_all(&self.input).ok();
            });
            child.wait_with_output().unwrap()
        });
        Output::of(finished)
    }
}

impl Coach {
    /// Starts it, with nothing on standard input, and does not wait.
    pub fn start(
        &self,
        place: impl AsRef<Sandbox>,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Running {
        Running(self.spawn(place, args))
    }

    fn spawn(
        &self,
        place: impl AsRef<Sandbox>,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Child {
        let sandbox = place.as_ref();
        let mut command = sandbox.command(crate::read_only::reachable(sandbox, &self.binary));
        command
            .args(args)
            .current_dir(sandbox.path().join(&self.folder))
            .envs(self.variables.iter().map(|(key, value)| (key, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().expect("the binary under test starts")
    }
}

/// A run that has not been waited for.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Waits for its end.
    pub fn finish(self) -> Output {
        Output::of(self.0.wait_with_output().unwrap())
    }

    /// Kills it, unless it has ended by now.
    pub fn kill(mut self) {
        self.0.kill().ok();
        self.0.wait().unwrap();
    }
}

/// What a run printed and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code.
    pub code: i32,
}

impl Output {
    fn of(finished: std::process::Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the tool prints UTF-8");
        Self {
            stdout: text(finished.stdout),
            stderr: text(finished.stderr),
            code: finished.status.code().expect("the tool ends by itself, not by a signal"),
        }
    }

    /// Standard output of a run that succeeded and had nothing to say on standard error.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "stdout: {}", self.stdout);
        self.stdout
    }

    /// Standard error of a run that ended with this code.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self.stderr
    }
}
