//! Repositories that borrow all their objects from another, which stays as it is.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::Sandbox;

use crate::process::{at, printed};

/// A folder of such repositories. The programs that run there see nothing of the user's settings.
pub(crate) struct Borrowed {
    sandbox: Sandbox,
    from: PathBuf,
    objects: PathBuf,
    /// Where the history of a shallow clone ends.
    shallow: PathBuf,
}

impl Borrowed {
    pub(crate) fn from(repository: &Path) -> Result<Self, String> {
        let path_of = |what: &str| {
            let args = ["rev-parse", "--path-format=absolute", "--git-path", what];
            printed(git(repository).args(args)).map(PathBuf::from)
        };
        let (objects, shallow) = (path_of("objects")?, path_of("shallow")?);
        Ok(Self {
            sandbox: Sandbox::named("rounds"),
            from: repository.to_owned(),
            objects,
            shallow,
        })
    }

    /// The id of a commit.
    pub(crate) fn commit(&self, revision: &str) -> Result<String, String> {
        let commit = format!("{revision}^{{commit}}");
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        printed(git(&self.from).args(args))
            .map_err(|_| format!("there is no commit {revision} in {}", self.from.display()))
    }

    /// A bare repository of this name with HEAD at a commit.
    pub(crate) fn repository(&self, name: &str, commit: &str) -> Result<PathBuf, String> {
        let path = self.sandbox.path().join(name);
        printed(self.command("git").args(["init", "--quiet", "--bare"]).arg(&path))?;
        let alternates = path.join("objects/info/alternates");
        fs::write(&alternates, format!("{}\n", self.objects.display())).map_err(at(&alternates))?;
        if self.shallow.exists() {
            fs::copy(&self.shallow, path.join("shallow")).map_err(at(&self.shallow))?;
        }
        self.go(&path, commit)?;
        Ok(path)
    }

    /// Moves HEAD's branch.
    pub(crate) fn go(&self, repository: &Path, commit: &str) -> Result<(), String> {
        let args = ["update-ref", "HEAD", commit];
        printed(self.command("git").arg("-C").arg(repository).args(args)).map(drop)
    }

    /// The same repository once more, with all that is in its folder.
    pub(crate) fn copy(&self, repository: &Path, name: &str) -> Result<PathBuf, String> {
        let path = self.sandbox.path().join(name);
        copy_folder(repository, &path)?;
        Ok(path)
    }

    /// A file beside the repositories.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.sandbox.path().join(name)
    }

    /// A program in the folder, that sees nothing of the user's settings.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.sandbox.command(program)
    }
}

/// The user's own git, with the user's own settings: they may say whose repositories are trusted.
fn git(repository: &Path) -> Command {
    let mut command = Command::new("git");
    command.env_remove("GIT_DIR").arg("-C").arg(repository);
    command
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir(to).map_err(at(to))?;
    for entry in fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy).map_err(at(&path))?;
        }
    }
    Ok(())
}
