//! What commits and changes have in common: a message and changed files.

use git_coach_model::{
    FileChange, FileStatus, Kind, Language, Message, RepoPath, Role, SubjectForm,
};

use super::{Fact, Read, Side, Subject};

/// A commit or a change.
pub(crate) trait Changed: Subject {
    fn files(&self) -> &[FileChange];
    fn message(&self) -> Option<&Message>;
    fn kind(&self) -> Kind;

    /// What `message.subject` is.
    const ABOUT_SUBJECT: &'static str;
    /// What `message.body` is.
    const ABOUT_BODY: &'static str;
    /// What `message.references` is.
    const ABOUT_REFERENCES: &'static str;

    /// The facts of both.
    const SHARED: &'static [Fact<Self>] = &[
        Fact {
            name: "kind",
            about: "what sort of work it is",
            read: Read::Word(|s| Some(s.kind().name()), KINDS),
        },
        Fact {
            name: "files",
            about: "how many files it touches",
            read: Read::Number(|s| Some(s.files().len() as u64)),
        },
        Fact {
            name: "size",
            about: "lines added and deleted in code and settings that people write for this \
                    project (no tests, documents, generated, vendored, lock, fixture or asset \
                    files, and no files that are deleted whole)",
            read: Read::Number(|s| size(s.files())),
        },
        Fact {
            name: "files",
            about: "how many files of that role it touches; for tests, source files that gain or \
                    lose lines of test code too",
            read: Read::OfRole(|s, role| Some(file_count(s.files(), role))),
        },
        Fact {
            name: "added",
            about: "lines added in files of that role; lines of test code inside source files \
                    count as test",
            read: Read::OfRole(|s, role| {
                lines(s.files(), role, FileChange::added, |file| file.test_added)
            }),
        },
        Fact {
            name: "code-added",
            about: "of the lines added in files of that role and of a programming language (no scripts \
                    of a shell, templates, styles or settings), those with code on them: no comments, \
                    texts and brackets alone, no imports, none that are only moved; lines of test \
                    code inside source files count as none",
            read: Read::OfRole(|s, role| code_added(s.files().iter(), role)),
        },
        Fact {
            name: "size-added",
            about: "of `size`, the lines that come",
            read: Read::Number(|s| size_added(s.files())),
        },
        Fact {
            name: "size-largest",
            about: "the file that adds most to `size`",
            read: Read::Path(|s| size_largest(s.files())),
        },
        Fact {
            name: "size-per-file",
            about: "`size` by the number of files that it counts, rounded down",
            read: Read::Number(|s| size_per_file(s.files())),
        },
        Fact {
            name: "deleted",
            about: "lines deleted in files of that role; lines of test code inside source files \
                    count as test",
            read: Read::OfRole(|s, role| {
                lines(s.files(), role, FileChange::deleted, |file| file.test_deleted)
            }),
        },
        Fact {
            name: "new-files",
            about: "how many files of that role it adds",
            read: Read::OfRole(|s, role| Some(with_status(s.files(), role, FileStatus::Added))),
        },
        Fact {
            name: "deleted-files",
            about: "how many files of that role it deletes",
            read: Read::OfRole(|s, role| Some(with_status(s.files(), role, FileStatus::Deleted))),
        },
        Fact {
            name: "restructured",
            about: "how many files of that role it deletes or moves to another folder",
            read: Read::OfRole(|s, role| Some(restructured(s.files(), role))),
        },
        Fact {
            name: "largest",
            about: "the file of that role with most added lines",
            read: Read::PathOfRole(|s, role| largest(s.files(), role)),
        },
        Fact { name: "paths", about: "the paths that it touches", read: Read::Paths },
        Fact {
            name: "lines",
            about: "the lines that it adds, those left out that it only moves",
            read: Read::Lines(Side::Added),
        },
        Fact {
            name: "deleted-lines",
            about: "the lines that it deletes, those left out that it only moves",
            read: Read::Lines(Side::Deleted),
        },
        Fact {
            name: "message.subject",
            about: Self::ABOUT_SUBJECT,
            read: Read::Text(|s| s.message().map(|m| m.subject.as_str())),
        },
        Fact {
            name: "message.body",
            about: Self::ABOUT_BODY,
            read: Read::Text(|s| s.message().map(|m| m.body.as_str())),
        },
        Fact {
            name: "message.subject-length",
            about: "the subject's length in characters, the request's number at its end left out",
            read: Read::Number(|s| s.message().map(|m| m.subject_length() as u64)),
        },
        Fact {
            name: "message.body-words",
            about: "how many words the body has, quoted logs and lists included; two Chinese or \
                    Japanese signs count as a word",
            read: Read::Number(|s| s.message().map(Message::body_words)),
        },
        Fact {
            name: "message.references",
            about: Self::ABOUT_REFERENCES,
            read: Read::Number(|s| s.message().map(|m| u64::from(m.references))),
        },
        Fact {
            name: "message.form",
            about: "how its subject as committed begins: `ticket` (`ABC-12 …`, `#12: …`), \
                    `conventional` (`fix(parser): …`), `tag` (`[parser] …`), `component` \
                    (`parser: …`) or `plain`",
            read: Read::Word(|s| s.message().map(|m| m.form.name()), FORMS),
        },
    ];
}

/// The names of the forms of subjects.
pub(super) const FORMS: &[&str] = &{
    let mut names = [""; SubjectForm::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = SubjectForm::ALL[at].name();
        at += 1;
    }
    names
};

const KINDS: &[&str] = &{
    let mut names = [""; Kind::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Kind::ALL[at].name();
        at += 1;
    }
    names
};

fn counts_as(file: &FileChange, role: Role) -> bool {
    let holds_tests = file.role == Role::Source && file.test_added + file.test_deleted > 0;
    file.role == role || (role == Role::Test && holds_tests)
}

fn file_count(files: &[FileChange], role: Role) -> u64 {
    files.iter().filter(|file| counts_as(file, role)).count() as u64
}

fn with_status(files: &[FileChange], role: Role, status: FileStatus) -> u64 {
    files.iter().filter(|file| file.role == role && file.status == status).count() as u64
}

/// Files that change the shape that the tree had; what is only new changes none.
fn restructured(files: &[FileChange], role: Role) -> u64 {
    let moves = |file: &FileChange| match file.status {
        FileStatus::Deleted => true,
        FileStatus::Added | FileStatus::Modified => false,
        FileStatus::Renamed => {
            file.old_path.as_ref().is_some_and(|old| old.folder() != file.path.folder())
        }
    };
    files.iter().filter(|file| file.role == role && moves(file)).count() as u64
}

/// Lines of a role on one side of the diff, the test code inside source files given to the tests.
fn lines(
    files: &[FileChange],
    role: Role,
    side: fn(&FileChange) -> Option<u32>,
    of_tests: fn(&FileChange) -> u32,
) -> Option<u64> {
    let mut sum = 0;
    for file in files {
        if file.role == role {
            let inside = if role == Role::Source { of_tests(file) } else { 0 };
            sum += u64::from(side(file)?.saturating_sub(inside));
        } else if role == Role::Test && file.role == Role::Source {
            sum += u64::from(of_tests(file));
        }
    }
    Some(sum)
}

/// Lines of a role that do something in languages that tests are written for, test code inside source
/// files left out.
pub(super) fn code_added<'f>(
    files: impl Iterator<Item = &'f FileChange>,
    role: Role,
) -> Option<u64> {
    let mut sum = 0;
    let is_tested = |file: &&FileChange| file.language.is_some_and(Language::is_tested);
    for file in files.filter(|file| file.role == role).filter(is_tested) {
        if file.added() == Some(0) {
            continue;
        }
        sum += u64::from(file.code_added?);
    }
    Some(sum)
}

/// How large a change is in each of the files that make it large.
fn size_per_file(files: &[FileChange]) -> Option<u64> {
    let count = large(files).count() as u64;
    Some(size(files)?.checked_div(count).unwrap_or(0))
}

fn largest(files: &[FileChange], role: Role) -> Option<&RepoPath> {
    files
        .iter()
        .filter(|file| file.role == role)
        .max_by_key(|file| (file.added().unwrap_or(0), std::cmp::Reverse(&file.path)))
        .map(|file| &file.path)
}

/// Of these, the lines that come.
fn size_added(files: &[FileChange]) -> Option<u64> {
    large(files).map(|file| Some(u64::from(file.added()?.saturating_sub(file.test_added)))).sum()
}

/// The file that makes it largest.
fn size_largest(files: &[FileChange]) -> Option<&RepoPath> {
    let lines = |file: &FileChange| file.added().unwrap_or(0) + file.deleted().unwrap_or(0);
    large(files)
        .max_by_key(|file| (lines(file), std::cmp::Reverse(&file.path)))
        .map(|file| &file.path)
}

/// The files that make a change large.
fn large(files: &[FileChange]) -> impl Iterator<Item = &FileChange> {
    let counts = |file: &&FileChange| file.role.makes_large() && file.status != FileStatus::Deleted;
    files.iter().filter(counts)
}

/// How large a change is to review: lines added and deleted in code and settings, test code inside
/// source files and files that are deleted whole left out.
fn size(files: &[FileChange]) -> Option<u64> {
    large(files)
        .map(|file| {
            let lines = u64::from(file.added()?) + u64::from(file.deleted()?);
            Some(lines.saturating_sub(u64::from(file.test_added + file.test_deleted)))
        })
        .sum()
}
