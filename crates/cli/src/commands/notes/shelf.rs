//! Where agreements are kept: where the user says, or in a private folder outside of every work
//! tree, one file a person and repository, under names that tell neither.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use git_coach_model::Private;
use git_coach_reporter::notes_file::{self, Foreign, Kept, LARGEST, Owner, Unfit};

use crate::exit;
use crate::failure::Failure;

/// The end of a file's name.
const END: &str = "md";

/// A place for one person's agreements.
pub(super) struct Shelf {
    path: PathBuf,
    /// What stood there when it was read.
    stood: Option<String>,
    kept: Option<Private<Kept>>,
}

impl Shelf {
    /// The file that the user names; it may be still to be made unless it `has_to_exist`.
    ///
    /// # Errors
    /// A file that cannot be read, is none of agreements, or holds those of somebody else.
    pub(super) fn named(path: &Path, owner: &Owner, has_to_exist: bool) -> Result<Self, Failure> {
        let name = path.display().to_string();
        // What a link leads to is kept up to date, and the link stays one.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match text_of(&real) {
            Err(Unreadable::System(error))
                if error.kind() == io::ErrorKind::NotFound && !has_to_exist =>
            {
                Ok(Self { path: real, stood: None, kept: None })
            }
            Err(why) => Err(why.of(&name)),
            Ok(text) => {
                let kept = notes_file::read(&text).map_err(|why| unfit(&name, why))?;
                kept.for_notes().is_of(owner).map_err(|whose| foreign(&name, whose))?;
                Ok(Self { path: real, stood: Some(text), kept: Some(kept) })
            }
        }
    }

    /// The file of this person among the user's own, or the place for one.
    ///
    /// # Errors
    /// No place for any, or a file under this person's name that cannot be read.
    pub(super) fn own(owner: &Owner) -> Result<Self, Failure> {
        let folder = folder().ok_or_else(|| {
            let hint = "say where with `--save=PATH`, or set XDG_DATA_HOME";
            Failure::new("there is no folder for the user's data", hint, exit::FILE)
        })?;
        let folder = folder.join(owner.folder());
        let path = folder.join(format!("{}.{END}", owner.file()));
        if !path.exists()
            && let Some(known) = under_another_name(&folder, owner)
        {
            return Self::named(&known, owner, true);
        }
        Self::named(&path, owner, false)
    }

    /// Whether agreements of anybody were ever kept where nobody said where.
    pub(super) fn are_any() -> bool {
        folder().is_some_and(|folder| folder.is_dir())
    }

    /// What is kept here.
    pub(super) const fn kept(&self) -> Option<&Private<Kept>> {
        self.kept.as_ref()
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a text in the place of what stood here, for the user's eyes alone. It is written aside
    /// and renamed, so that nothing is lost when that fails.
    ///
    /// # Errors
    /// A file that cannot be written, or was changed by somebody else in the meantime.
    pub(super) fn put(&self, text: &Private<String>) -> Result<(), Failure> {
        let name = self.path.display();
        let failed = |error: io::Error| Failure::file(&name, &error);
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if self.path.starts_with(self::folder().unwrap_or_default()) {
            private_folder(folder).map_err(failed)?;
        }
        let mut aside =
            tempfile::Builder::new().prefix(".git-coach-").tempfile_in(folder).map_err(failed)?;
        aside.write_all(text.for_notes().as_bytes()).map_err(failed)?;
        aside.as_file().sync_all().map_err(failed)?;
        let changed = || {
            let said = format!("{name} was changed while the notes were made");
            Failure::new(said, "nothing was written; run it again", exit::FILE)
        };
        match &self.stood {
            Some(stood) => {
                if text_of(&self.path).ok().as_ref() != Some(stood) {
                    return Err(changed());
                }
                aside.persist(&self.path).map_err(|error| failed(error.error))?;
            }
            None => {
                aside.persist_noclobber(&self.path).map_err(|error| match error.error.kind() {
                    io::ErrorKind::AlreadyExists => changed(),
                    _ => failed(error.error),
                })?;
            }
        }
        Ok(())
    }
}

/// The file of somebody whose identities have changed since it was made.
fn under_another_name(folder: &Path, owner: &Owner) -> Option<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == END)).find(|path| {
        // A file of somebody else that cannot be read is of no interest here.
        let kept = text_of(path).ok().and_then(|text| notes_file::read(&text).ok());
        kept.is_some_and(|kept| kept.for_notes().is_of(owner).is_ok())
    })
}

/// Why there is no text of a file.
enum Unreadable {
    System(io::Error),
    TooLarge,
    NotText,
}

impl Unreadable {
    fn of(&self, name: &str) -> Failure {
        let hint = "`--save=PATH` with a path where nothing is yet makes a file of agreements";
        match self {
            Self::System(error) => Failure::file(name, error),
            Self::TooLarge => {
                Failure::new(format!("{name} has more than {LARGEST} bytes"), hint, exit::FILE)
            }
            Self::NotText => Failure::new(format!("{name} is not UTF-8"), hint, exit::FILE),
        }
    }
}

fn text_of(path: &Path) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(Unreadable::System)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Unreadable::System)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| Unreadable::NotText)
}

fn unfit(name: &str, why: Unfit) -> Failure {
    let hint = match why {
        Unfit::FirstLine => "bring its first line back; nothing was changed",
        Unfit::TooMany => "strike what is settled",
        Unfit::Empty | Unfit::NoAgreements => {
            "nothing was changed; `--save=PATH` with a path where nothing is yet makes one"
        }
    };
    Failure::new(format!("{name} {why}"), hint, exit::FILE)
}

fn foreign(name: &str, whose: Foreign) -> Failure {
    let (said, hint) = match whose {
        Foreign::Person => ("with somebody else", "name the file of this person"),
        Foreign::Repository => ("on another repository", "name the file of this repository"),
    };
    Failure::new(format!("{name} holds agreements {said}"), hint, exit::USAGE)
}

/// Where the user's agreements lie, as the XDG base directories say, or on Windows the system.
fn folder() -> Option<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    absolute("XDG_DATA_HOME")
        .or_else(|| absolute("LOCALAPPDATA").filter(|_| cfg!(windows)))
        .or_else(|| Some(absolute("HOME")?.join(".local").join("share")))
        .map(|data| data.join("git-coach").join("notes"))
}

/// Makes a folder that only the user may look into.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
