//! Changes made up in memory, of the size that changes of real projects have.

use git_coach_model::{
    Area, Around, Change, ChangeId, ChangedLine, Commit, CommitId, FileChange, FileStatus,
    Inspection, Kind, Language, LineCount, LinePlace, Message, Person, Repository, Role, RoleSet,
    Time, TreeFile,
};

/// `count` changes of three files and some sixty added lines each, ordinary code and comments.
pub(crate) fn changes(count: u32) -> Vec<Change> {
    (0..count).map(change).collect()
}

/// A repository with source and tests.
pub(crate) fn repository() -> Repository {
    let file = |path: &str, role| TreeFile {
        path: path.into(),
        role,
        roles: RoleSet::default().with(role),
        language: None,
        lines: None,
    };
    Repository {
        files: vec![file("src/tax.rs", Role::Source), file("tests/tax.rs", Role::Test)],
        tests_inside_source: true,
        issue_links: Some(90),
        subject_fits: Some(90),
        subject_form: None,
        review_traces: Some(90),
        bot_updates: None,
        releases: Some(2),
        tags: Some(12),
        ..Repository::default()
    }
}

/// An area that several people work in.
pub(crate) fn area(number: u32) -> Area {
    Area {
        path: format!("crates/part-{number}").into(),
        aside: false,
        files: 5,
        changes: 12,
        people: 3,
        fixes: 2,
        days: 180,
        keepers: 2,
        active_keepers: Some(1),
        active_people: Some(1),
        recent_days: 60,
        refixed: None,
        refixes: 0,
        refixed_fixes: 0,
        refix_chain: 0,
        hot: None,
        contested: None,
        places_seen: false,
    }
}

fn change(number: u32) -> Change {
    let commit = commit(number);
    Change {
        id: ChangeId::Commit(commit.id),
        title: commit.message.subject.clone(),
        message: Some(commit.message.clone()),
        kind: commit.kind,
        time: commit.committer_time,
        authors: vec![commit.author.clone()],
        by_bot: false,
        dependencies: None,
        pipelines: None,
        inspection: Inspection::default(),
        tail: None,
        is_first_work: None,
        around: Around::default(),
        files: commit.files.clone(),
        commits: vec![commit],
    }
}

fn commit(number: u32) -> Commit {
    let mut id = [0; 20];
    id[..4].copy_from_slice(&number.to_be_bytes());
    Commit {
        id: CommitId::new(id),
        parents: vec![CommitId::new([1; 20])],
        author: Person { name: "Anna".to_owned(), email: "anna@example.org".to_owned() },
        author_time: Time::utc(i64::from(number)),
        committer_time: Time::utc(i64::from(number)),
        coauthors: Vec::new(),
        message: Message {
            subject: format!("Round half to even in invoice {number} (#{number})"),
            body: "Invoices of many lines drifted, because halves always went up.".to_owned(),
            trailers: Vec::new(),
            references: 1,
            links: 0,
            review_trace: true,
            ..Message::default()
        },
        kind: Kind::Fix,
        by_bot: false,
        unseen: false,
        files: vec![
            file("src/billing/tax.rs", Role::Source, 30),
            file("src/billing/rates.rs", Role::Source, 10),
            file("tests/billing/tax.rs", Role::Test, 20),
        ],
    }
}

fn file(path: &str, role: Role, added: u32) -> FileChange {
    let lines = (1..=added)
        .map(|number| {
            let (text, runs): (&str, &[(u32, LinePlace)]) = match number % 5 {
                0 => ("    // Half a cent goes to the nearest even one.", &[(0, LinePlace::Comment)]),
                1 => ("", &[]),
                2 => (
                    "    let label = format!(\"invoice {number}\");",
                    &[(0, LinePlace::Code), (24, LinePlace::String), (42, LinePlace::Code)],
                ),
                3 => ("    let total = items.iter().map(|item| item.net * item.rate).sum::<Cents>();", &[]),
                _ => ("    if total.is_negative() && !allow_credit { return Err(Error::Credit(total)); }", &[]),
            };
            ChangedLine { number, text: text.into(), in_test: role == Role::Test,
                moved: false, runs: runs.into() }
        })
        .collect();
    let mut change = FileChange {
        path: path.into(),
        old_path: None,
        status: FileStatus::Modified,
        role,
        roles: RoleSet::default().with(role),
        language: Some(Language::named("Rust", true)),
        lines: LineCount::Counted { added, deleted: 4 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: Some(lines),
        deleted_lines: Some(Vec::new()),
    };
    change.count_code();
    change
}
