//! Tells what sort of work a commit or a change is, and what it is called.
//!
//! Owns the reading of titles. The subject decides, then the files; a body explains too much to be
//! counted on. Precision comes before recall: what is called a fix should be one at least nine times
//! in ten, and what is not clear is [`Kind::Other`].
//!
//! In this order: a merge that brings no files; a revert; the next version opened, which is
//! mechanical; a release; dependencies; a Conventional
//! Commits type; formatting, typos and renames; files of one sort alone (tests, docs, pipelines);
//! then words, of fixing, of tests and docs, of refactoring, and of features where source lines are
//! added. `perf` counts as refactoring: the same behaviour, sooner. A `chore` is what its words and
//! files say.

mod files;
mod joint;
mod title;
mod words;

use git_coach_model::{FileChange, Kind, Message};

pub(crate) use joint::{is_joint, joins_histories};
pub(crate) use title::{is_by_forge, title};

/// All of a message that tells what sort of work it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) subject: String,
    /// What the change is called.
    pub(crate) title: String,
    pub(crate) is_revert: bool,
}

impl Said {
    pub(crate) fn of(message: &Message) -> Self {
        let title = title(message);
        let is_revert = words::is_revert(title.trim(), &message.body);
        Self { subject: message.subject.clone(), title, is_revert }
    }
}

/// What sort of work `files` are, done under this `message`.
///
/// For a merge commit, `files` are what it brought to its first parent, if anybody asked; none makes
/// it a [`Kind::Merge`].
pub(crate) fn of(message: &Message, is_merge: bool, files: &[FileChange]) -> Kind {
    of_said(&Said::of(message), is_merge, files)
}

/// The same, where only so much of the message is known.
pub(crate) fn of_said(said: &Said, is_merge: bool, files: &[FileChange]) -> Kind {
    if is_merge && files.is_empty() {
        return Kind::Merge;
    }
    if said.is_revert {
        return Kind::Revert;
    }
    let title = said.title.trim();
    let tag = words::tag_abroad(title);
    if words::is_opening(title) {
        return Kind::Mechanical;
    }
    let title = words::without_frame(title);
    if words::is_release(title) {
        return Kind::Release;
    }
    let conventional = words::conventional(title);
    if words::is_dependencies(title) || (conventional.is_none() && files::pins(files)) {
        return Kind::Dependencies;
    }
    let sort = files::sort(files);
    // Words about tests, documents or the build do not make them of a change that is mostly source.
    let minor = |title: &str| {
        words::minor(title).filter(|kind| {
            !matches!(kind, Kind::Docs | Kind::Test | Kind::Build)
                || !files::are_mostly_source(files)
        })
    };
    if let Some((declared, rest)) = conventional {
        return match declared {
            Some(Kind::Fix) => words::minor_fix(rest)
                .or(sort.filter(|sort| matches!(sort, Kind::Test | Kind::Docs | Kind::Build)))
                .unwrap_or(Kind::Fix),
            Some(kind) => kind,
            // A chore is no fix and no feature, whatever its verb.
            None => minor(rest)
                .or(sort)
                .or_else(|| words::is_refactoring(rest).then_some(Kind::Refactoring))
                .unwrap_or(Kind::Other),
        };
    }
    let title = words::without_area(title);
    if words::is_mechanical(title) {
        return if sort == Some(Kind::Docs) { Kind::Docs } else { Kind::Mechanical };
    }
    if let Some(sort) = sort {
        return sort;
    }
    if files::are_swept(files) {
        return Kind::Mechanical;
    }
    if let Some(kind) = minor(title) {
        return kind;
    }
    if let Some(kind) = tag.filter(|kind| *kind != Kind::Feature || files::add_source(files)) {
        return kind;
    }
    if words::is_fix(title) {
        return Kind::Fix;
    }
    if words::is_refactoring(title) {
        return Kind::Refactoring;
    }
    if words::is_feature(title) && files::add_source(files) {
        return Kind::Feature;
    }
    words::of_branch(&said.subject).unwrap_or(Kind::Other)
}

#[cfg(test)]
mod tests;
