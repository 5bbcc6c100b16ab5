//! The files with which a team or a user sets git-coach up, as texts.
//!
//! Owns where they are found and what is refused: links, what is too large or too many, what is no
//! text. What they say is the practices crate's part. A repository's files may have been written by
//! anybody, so nothing outside of it is ever read for them.

mod strays;

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::Path;

use git_coach_model::CommitId;
use git2::{ObjectType, Oid, Tree};

use crate::repo::{Repo, oid};
use crate::{Error, tree};

pub use strays::Stray;

/// The settings of a repository, at its top.
pub const SETTINGS: &str = ".git-coach.toml";
/// The folder of a repository's own practices.
pub const PRACTICES: &str = ".git-coach/practices";
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 256 * 1024;
/// The most files that are read.
pub const MOST_FILES: usize = 500;
/// How many folders deep files are looked for: their ids have one.
const DEEPEST: usize = 4;

/// Where the files of a repository are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The work tree; HEAD in a bare repository.
    Own,
    /// The tree of a commit.
    Commit(CommitId),
    /// Nowhere.
    Nowhere,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its path below the top of the repository, or the folder asked for.
    pub path: String,
    /// Its text, or why there is none.
    pub text: Result<String, Refused>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is a symbolic link.
    Link,
    /// It has more than [`LARGEST_FILE`] bytes.
    TooLarge,
    /// It is not UTF-8.
    NotText,
    /// Its content is not in this clone.
    Absent,
    /// There are more than [`MOST_FILES`].
    TooMany,
    /// What the system says.
    Unreadable(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link => f.write_str("a symbolic link, which is not followed"),
            Self::TooLarge => write!(f, "more than {LARGEST_FILE} bytes"),
            Self::NotText => f.write_str("not UTF-8"),
            Self::Absent => f.write_str("its content is not in this clone"),
            Self::TooMany => write!(f, "more than {MOST_FILES} files, which are not all read"),
            Self::Unreadable(why) => f.write_str(why),
        }
    }
}

impl Repo {
    /// The settings and the practice files of the repository: `.git-coach.toml` first, then those
    /// below `.git-coach/practices`, by path. Paths begin at the top of the repository.
    ///
    /// # Errors
    /// A commit or tree that cannot be read; a file that cannot is told of in its place.
    pub fn configuration(&self, source: Source) -> Result<Vec<TextFile>, Error> {
        let commit = match (source, self.git().workdir()) {
            (Source::Nowhere, _) => return Ok(Vec::new()),
            (Source::Own, Some(top)) => return Ok(of_work_tree(top)),
            (Source::Own, None) => match self.head() {
                Ok(head) => head.commit,
                Err(Error::Empty | Error::Unborn { .. }) => return Ok(Vec::new()),
                Err(error) => return Err(error),
            },
            (Source::Commit(commit), _) => commit,
        };
        let attempt = || Error::git(format!("reading the settings of {commit}"));
        let tree = self.git().find_commit(oid(commit)).and_then(|commit| commit.tree());
        self.of_tree(&tree.map_err(attempt())?).map_err(attempt())
    }

    fn of_tree(&self, top: &Tree<'_>) -> Result<Vec<TextFile>, git2::Error> {
        let mut files = Vec::new();
        if let Some(entry) = top.get_name(SETTINGS) {
            files.extend(self.of_entry(&entry, SETTINGS.to_owned()));
        }
        let mut folder = Some(top.clone());
        let mut path = String::new();
        for part in PRACTICES.split('/') {
            path.push_str(if path.is_empty() { "" } else { "/" });
            path.push_str(part);
            let Some(tree) = folder.take() else { break };
            let entry = tree.get_name(part);
            match entry.as_ref().map(|entry| (entry.kind(), entry.filemode())) {
                Some((Some(ObjectType::Tree), _)) => {
                    let id = entry.as_ref().map_or(Oid::ZERO_SHA1, git2::TreeEntry::id);
                    folder = Some(self.git().find_tree(id)?);
                }
                Some((_, LINK)) => files.push(refused(&path, Refused::Link)),
                _ => {}
            }
        }
        if let Some(tree) = folder {
            self.below_tree(&tree, PRACTICES, 0, &mut files)?;
        }
        Ok(files)
    }

    fn below_tree(
        &self,
        tree: &Tree<'_>,
        folder: &str,
        depth: usize,
        files: &mut Vec<TextFile>,
    ) -> Result<(), git2::Error> {
        for entry in tree {
            let path = format!("{folder}/{}", String::from_utf8_lossy(entry.name_bytes()));
            if entry.kind() == Some(ObjectType::Tree) {
                if depth < DEEPEST {
                    self.below_tree(&self.git().find_tree(entry.id())?, &path, depth + 1, files)?;
                }
            } else if path.ends_with(".toml") || entry.filemode() == LINK {
                if is_full(files, folder) {
                    return Ok(());
                }
                files.extend(self.of_entry(&entry, path));
            }
        }
        Ok(())
    }

    /// A file of a tree; none for a submodule or a folder.
    fn of_entry(&self, entry: &git2::TreeEntry<'_>, path: String) -> Option<TextFile> {
        if entry.kind() != Some(ObjectType::Blob) {
            return None;
        }
        let text =
            if entry.filemode() == LINK { Err(Refused::Link) } else { self.text(entry.id()) };
        Some(TextFile { path, text })
    }

    fn text(&self, blob: Oid) -> Result<String, Refused> {
        let odb = self.git().odb().map_err(|_| Refused::Absent)?;
        let (size, _) = odb.read_header(blob).map_err(|_| Refused::Absent)?;
        if size as u64 > LARGEST_FILE {
            return Err(Refused::TooLarge);
        }
        let blob = self.git().find_blob(blob).map_err(|_| Refused::Absent)?;
        String::from_utf8(blob.content().to_vec()).map_err(|_| Refused::NotText)
    }

    /// The paths of a commit's files, sorted.
    ///
    /// # Errors
    /// A tree that cannot be read.
    pub fn paths(&self, commit: CommitId) -> Result<Vec<git_coach_model::RepoPath>, Error> {
        Ok(tree::entries(self, commit)?.into_iter().map(|entry| entry.path).collect())
    }

    /// Names and addresses of who wrote the newest `most` commits that HEAD reaches, newest first,
    /// raw and as the mailmap has them; read as far as they are asked for.
    pub fn committers(&self, most: usize) -> impl Iterator<Item = (String, String)> {
        let mailmap = self.mailmap();
        let mut walk = self.git().revwalk().ok();
        if let Some(walk) = &mut walk {
            // Without a HEAD there is nobody to meet.
            let _ = walk.push_head();
        }
        walk.into_iter().flatten().flatten().take(most).flat_map(move |id| {
            let Ok(commit) = self.git().find_commit(id) else {
                return Vec::new();
            };
            let author = commit.author();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (name, email) = (text(author.name_bytes()), text(author.email_bytes()));
            let person = mailmap.person(&name, &email);
            vec![(name, email), (person.name, person.email)]
        })
    }
}

/// Git's mode of a symbolic link.
const LINK: i32 = 0o120_000;

fn refused(path: &str, why: Refused) -> TextFile {
    TextFile { path: path.to_owned(), text: Err(why) }
}

/// Whether there is no room for one more file; says so in their place.
fn is_full(files: &mut Vec<TextFile>, folder: &str) -> bool {
    let full = files.len() >= MOST_FILES;
    if full && !files.iter().any(|file| file.text == Err(Refused::TooMany)) {
        files.push(refused(folder, Refused::TooMany));
    }
    full
}

fn of_work_tree(top: &Path) -> Vec<TextFile> {
    let mut files = Vec::new();
    let settings = top.join(SETTINGS);
    if settings.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
        files.push(TextFile { path: SETTINGS.to_owned(), text: read(&settings, Links::Refused) });
    }
    let mut folder = top.to_owned();
    let mut path = String::new();
    for part in PRACTICES.split('/') {
        folder.push(part);
        path.push_str(if path.is_empty() { "" } else { "/" });
        path.push_str(part);
        match folder.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                files.push(refused(&path, Refused::Link));
                return files;
            }
            Ok(found) if found.is_dir() => {}
            _ => return files,
        }
    }
    below(&folder, PRACTICES, 0, Links::Refused, &mut files);
    files
}

/// Every file that ends in `.toml` below a folder of the user's own, by path; links are followed,
/// as people keep their settings elsewhere. Paths begin below the folder.
pub fn in_folder(folder: &Path) -> Vec<TextFile> {
    let mut files = Vec::new();
    if folder.is_dir() {
        below(folder, "", 0, Links::Followed, &mut files);
    }
    files
}

/// One file of the user's own; none where there is none.
pub fn own_file(path: &Path) -> Option<TextFile> {
    let name = path.display().to_string();
    path.exists().then(|| TextFile { path: name, text: read(path, Links::Followed) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Followed,
    Refused,
}

fn below(folder: &Path, name: &str, depth: usize, links: Links, files: &mut Vec<TextFile>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            files.push(refused(name, Refused::Unreadable(error.to_string())));
            return;
        }
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = if name.is_empty() { own.into_owned() } else { format!("{name}/{own}") };
        let is_link = path.is_symlink() && links == Links::Refused;
        if !is_link && path.is_dir() {
            if depth < DEEPEST {
                below(&path, &shown, depth + 1, links, files);
            }
        } else if is_link || shown.ends_with(".toml") {
            if is_full(files, name) {
                return;
            }
            files.push(TextFile { path: shown, text: read(&path, links) });
        }
    }
}

/// Reads a plain file of a bounded size.
fn read(path: &Path, links: Links) -> Result<String, Refused> {
    let unreadable = |error: std::io::Error| Refused::Unreadable(error.to_string());
    if links == Links::Refused && path.is_symlink() {
        return Err(Refused::Link);
    }
    // What is no plain file, such as a pipe, could block for ever.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err(Refused::Unreadable("not a plain file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Refused::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| Refused::NotText)
}
