//! How a record is written.

use git_coach_model::{FileStatus, LineCount, RepoPath, Time};
use git2::Oid;
use serde::{Deserialize, Serialize};

use super::Layer;
use super::segment::{Builder, Segment};
use crate::history::{FileRecord, Record};
use crate::kind::Said;

/// What a commit says and touches. Numbers stand for texts of the segment.
#[derive(Serialize, Deserialize)]
struct Touched<'a> {
    /// 20 bytes each.
    #[serde(borrow)]
    parents: &'a [u8],
    committer: (i64, i32),
    author: (i64, i32),
    name: u32,
    email: u32,
    coauthors: Vec<(u32, u32)>,
    subject: &'a str,
    title: Option<&'a str>,
    is_revert: bool,
    renames_limited: bool,
    files: Vec<File>,
}

#[derive(Serialize, Deserialize)]
struct File {
    path: u32,
    old_path: Option<u32>,
    status: Status,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Status {
    Added,
    Deleted,
    Modified,
    Renamed,
}

/// The start of [`Touched`]: what a walk needs.
#[derive(Deserialize)]
struct Descent<'a> {
    #[serde(borrow)]
    parents: &'a [u8],
    committer: (i64, i32),
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Lines {
    Counted(u32, u32),
    Binary,
}

pub(super) fn line_of_descent(record: &[u8]) -> Option<(Vec<Oid>, i64)> {
    let (read, _) = postcard::take_from_bytes::<Descent<'_>>(record).ok()?;
    Some((ids(read.parents)?, read.committer.0))
}

pub(super) fn touched(segment: &Segment, record: &[u8]) -> Option<Record> {
    let read: Touched<'_> = postcard::from_bytes(record).ok()?;
    let text = |at| segment.text(at).map(str::to_owned);
    let time = |(seconds, offset_minutes)| Time { seconds, offset_minutes };
    Some(Record {
        parents: ids(read.parents)?,
        author: (text(read.name)?, text(read.email)?),
        author_time: time(read.author),
        committer_time: time(read.committer),
        coauthors: read
            .coauthors
            .iter()
            .map(|(name, email)| Some((text(*name)?, text(*email)?)))
            .collect::<Option<Vec<_>>>()?,
        said: Said {
            subject: read.subject.to_owned(),
            title: read.title.unwrap_or(read.subject).to_owned(),
            is_revert: read.is_revert,
        },
        renames_limited: read.renames_limited,
        files: read
            .files
            .iter()
            .map(|file| {
                let path = |at| segment.text(at).map(RepoPath::from);
                Some(FileRecord {
                    path: path(file.path)?,
                    old_path: match file.old_path {
                        Some(at) => Some(path(at)?),
                        None => None,
                    },
                    status: file.status.into(),
                    lines: LineCount::Unseen,
                })
            })
            .collect::<Option<Vec<_>>>()?,
    })
}

/// Fills in the lines of a record's files; none where they are those of other files.
pub(super) fn lines(lines: &[u8], record: &mut Record) -> Option<()> {
    let read: Vec<Lines> = postcard::from_bytes(lines).ok()?;
    if read.len() != record.files.len() {
        return None;
    }
    for (file, lines) in record.files.iter_mut().zip(read) {
        file.lines = match lines {
            Lines::Counted(added, deleted) => LineCount::Counted { added, deleted },
            Lines::Binary => LineCount::Binary,
        };
    }
    Some(())
}

pub(super) fn put_touched(builder: &mut Builder, id: Oid, record: &Record) {
    let parents: Vec<u8> =
        record.parents.iter().flat_map(|parent| parent.as_bytes().to_vec()).collect();
    let time = |time: Time| (time.seconds, time.offset_minutes);
    let said = &record.said;
    let written = postcard::to_allocvec(&Touched {
        parents: &parents,
        committer: time(record.committer_time),
        author: time(record.author_time),
        name: builder.text(&record.author.0),
        email: builder.text(&record.author.1),
        coauthors: record
            .coauthors
            .iter()
            .map(|(name, email)| (builder.text(name), builder.text(email)))
            .collect(),
        subject: &said.subject,
        title: (said.title != said.subject).then_some(&said.title),
        is_revert: said.is_revert,
        renames_limited: record.renames_limited,
        files: record
            .files
            .iter()
            .map(|file| File {
                path: builder.text(file.path.as_str()),
                old_path: file.old_path.as_ref().map(|path| builder.text(path.as_str())),
                status: file.status.into(),
            })
            .collect(),
    });
    if let Ok(written) = written {
        builder.put(id, written);
    }
}

/// Writes the lines of a record, unless some of them could not be seen.
pub(super) fn put_lines(builder: &mut Builder, id: Oid, record: &Record) {
    let lines = record.files.iter().map(|file| match file.lines {
        LineCount::Counted { added, deleted } => Some(Lines::Counted(added, deleted)),
        LineCount::Binary => Some(Lines::Binary),
        LineCount::Unseen => None,
    });
    if let Some(lines) = lines.collect::<Option<Vec<_>>>()
        && let Ok(written) = postcard::to_allocvec(&lines)
    {
        builder.put(id, written);
    }
}

/// Copies a record from one segment to another, where the texts have other numbers.
pub(super) fn copy(layer: Layer, from: &Segment, record: &[u8], id: Oid, into: &mut Builder) {
    match layer {
        Layer::Lines => into.put(id, record.to_vec()),
        Layer::Touched => {
            if let Some(record) = touched(from, record) {
                put_touched(into, id, &record);
            }
        }
    }
}

fn ids(bytes: &[u8]) -> Option<Vec<Oid>> {
    let whole = bytes.len().is_multiple_of(20);
    whole.then(|| bytes.chunks_exact(20).filter_map(|id| Oid::from_bytes(id).ok()).collect())
}

impl From<FileStatus> for Status {
    fn from(status: FileStatus) -> Self {
        match status {
            FileStatus::Added => Self::Added,
            FileStatus::Deleted => Self::Deleted,
            FileStatus::Modified => Self::Modified,
            FileStatus::Renamed => Self::Renamed,
        }
    }
}

impl From<Status> for FileStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Added => Self::Added,
            Status::Deleted => Self::Deleted,
            Status::Modified => Self::Modified,
            Status::Renamed => Self::Renamed,
        }
    }
}
