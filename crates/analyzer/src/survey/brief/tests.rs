//! Small changes and areas for the tests of the parts of a briefing.

use git_coach_model::{
    Area, Around, Change, ChangeId, ChangedLine, CommitId, FileChange, FileStatus, Inspection,
    Kind, LineCount, LinePlace, RepoPath, Time,
};

use crate::role::Roles;

pub(crate) fn day(days: i64) -> Time {
    Time::utc(1_700_000_000 + days * 86_400)
}

pub(crate) fn change(days: i64, kind: Kind, files: Vec<FileChange>) -> Change {
    Change {
        id: ChangeId::Commit(CommitId::new([1; 20])),
        title: String::new(),
        message: None,
        kind,
        time: day(days),
        authors: Vec::new(),
        by_bot: false,
        commits: Vec::new(),
        files,
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
    }
}

/// A file with lines that came and went; what follows `//` is a comment.
pub(crate) fn file(path: &str, added: &[&str], deleted: &[&str]) -> FileChange {
    let (role, roles) = Roles::default().of(path, None);
    let count = |lines: &[&str]| u32::try_from(lines.len()).unwrap();
    FileChange {
        path: RepoPath::from(path),
        old_path: None,
        status: FileStatus::Modified,
        role,
        roles,
        language: None,
        lines: LineCount::Counted { added: count(added), deleted: count(deleted) },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: Some(lines(added)),
        deleted_lines: Some(lines(deleted)),
    }
}

fn lines(texts: &[&str]) -> Vec<ChangedLine> {
    let line = |(number, text): (u32, &&str)| {
        let comment = text.find("//").map(|at| (u32::try_from(at).unwrap(), LinePlace::Comment));
        let code = comment.is_none_or(|(at, _)| at > 0).then_some((0, LinePlace::Code));
        ChangedLine {
            number,
            text: (*text).into(),
            in_test: false,
            moved: false,
            runs: code.into_iter().chain(comment).collect(),
        }
    };
    (1..).zip(texts).map(line).collect()
}

pub(crate) fn area(path: &str, keepers: u32) -> Area {
    Area {
        path: RepoPath::from(path),
        files: 5,
        changes: 5,
        people: keepers,
        fixes: 0,
        days: 180,
        keepers,
        active_keepers: Some(keepers),
        active_people: Some(keepers),
        aside: false,
        recent_days: 60,
        refixed: None,
        refixes: 0,
        refixed_fixes: 0,
        refix_chain: 0,
        hot: None,
        contested: None,
        places_seen: true,
    }
}
