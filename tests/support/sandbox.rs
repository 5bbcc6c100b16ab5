//! A folder of its own for every repository, and the environment in which programs run there.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What a child process keeps of the environment; nothing else of the machine reaches it.
const KEPT: &[&str] = &["PATH", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP", "LLVM_PROFILE_FILE"];

/// A temporary folder with an empty home and a place to work in; removed when dropped.
#[derive(Debug)]
pub struct Sandbox {
    root: TempDir,
    home: PathBuf,
    place: PathBuf,
    pub(crate) read_only: bool,
    pub(crate) run_as: Option<u32>,
}

impl Sandbox {
    /// A sandbox whose place is an empty folder called `name`, in no repository.
    pub fn named(name: &str) -> Self {
        let sandbox = Self::without_place(name);
        fs::create_dir(&sandbox.place).unwrap();
        sandbox
    }

    /// A sandbox whose place is still to be made.
    pub(crate) fn without_place(name: &str) -> Self {
        let root = TempDir::with_prefix("git-coach-").unwrap();
        let real = root.path().canonicalize().unwrap();
        let home = real.join("home");
        fs::create_dir(&home).unwrap();
        Self { root, home, place: real.join(name), read_only: false, run_as: None }
    }

    /// The folder to work in: the work tree, or the repository itself where it is bare.
    pub fn path(&self) -> &Path {
        &self.place
    }

    /// The home of every program that runs here: empty, unless one of them writes into it.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The temporary folder that holds the place and the home.
    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    /// A program in this place, that sees nothing of the user's settings.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().current_dir(&self.place);
        for key in KEPT {
            if let Some(value) = env::var_os(key) {
                command.env(key, value);
            }
        }
        command
            .env("HOME", &self.home)
            .env("USERPROFILE", &self.home)
            .env("XDG_CONFIG_HOME", self.home.join(".config"))
            .env("XDG_CACHE_HOME", self.home.join(".cache"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8");
        #[cfg(unix)]
        if let Some(user) = self.run_as {
            use std::os::unix::process::CommandExt;
            command.uid(user).gid(user);
        }
        command
    }
}

impl AsRef<Self> for Sandbox {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if self.read_only {
            crate::read_only::make_writable(self.root());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn children_see_nothing_of_the_machine() {
        let sandbox = Sandbox::named("harbor");
        let output = sandbox.command("env").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let ours = ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TZ", "LC_ALL"];
        let git = ["GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL", "GIT_TERMINAL_PROMPT"];
        for (key, _) in text.lines().filter_map(|line| line.split_once('=')) {
            assert!(KEPT.iter().chain(&ours).chain(&git).any(|known| *known == key), "{key}");
        }
        assert!(text.contains(&format!("HOME={}\n", sandbox.home().display())));
    }
}
