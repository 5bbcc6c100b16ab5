//! Comments cut to size, and what becomes of hostile text.

use git_coach_model::{
    ChangeId, CommitId, Confidence, Evidence, Header, Level, PracticeId, RepoPath,
};

use super::*;
use crate::report::Note;

/// A change with so many notes, all of them quoting an attacker.
pub(crate) fn hostile(notes: usize) -> Coaching {
    let words = "@everyone see #1 <img src=x> ](javascript:x) --> \u{1b}[2J\u{202e}\n::error::x";
    let head = CommitId::new([0xab; 20]);
    let note = |number: usize| Note {
        practice: PracticeId::parse(&format!("tests/number-{number}")).unwrap(),
        title: "A <title> & more, %0A".to_owned(),
        level: if number == 0 { Level::Warning } else { Level::Suggestion },
        confidence: Confidence::High,
        observation: Line::from("It says ").quoted(words).text(" in ").path(words).text("."),
        commits: Vec::new(),
        evidence: vec![Evidence {
            path: RepoPath::from("src/a b%,<ü>.rs"),
            line: Some(3),
            text: Some(words.into()),
        }],
        values: git_coach_model::Values::new(),
        why: Line::from("Because."),
        question: Some(Line::from("Why?")),
        next: None,
        exemplar: None,
    };
    Coaching {
        header: Header {
            repository: "harbor".to_owned(),
            revision: "topic".to_owned(),
            tip: head,
            remote: None,
            remarks: Vec::new(),
        },
        change: ChangeId::Commit(head),
        title: words.to_owned(),
        commits: 1,
        files: 1,
        size: Some(9),
        smaller: None,
        notes: (0..notes).map(note).collect(),
        further: Vec::new(),
        praise: None,
        read_first: vec![(RepoPath::from("src/first.rs"), 9)],
        largest: Some(RepoPath::from("src/first.rs")),
        linters: None,
        unseen: Vec::new(),
    }
}

#[test]
fn whole_parts_are_given_up_the_least_first() {
    let report = hostile(4);
    let whole = comment(&report, None, usize::MAX);
    assert!(!whole.contains("left out"), "{whole}");
    let most = |room: usize| comment(&report, None, room);
    let explain = "git coach practices explain";
    let less = most(whole.len() - 1);
    assert!(!less.contains(explain) && less.matches("It says").count() == 4, "{less}");
    assert!(less.contains("2 parts left out, as there is no room: `git coach review` shows all"));
    let mut before = usize::MAX;
    for room in (600..whole.len()).rev().step_by(50) {
        let text = most(room);
        assert!(text.len() <= room, "{} in {room}", text.len());
        let notes = text.matches("It says").count();
        assert!(notes <= before, "{room}");
        // The first note is the last to go, and none is cut.
        assert!(notes == 0 || text.contains("**Please look:**"), "{text}");
        assert_eq!(text.matches("Because.").count(), notes);
        before = notes;
    }
    assert!(most(0).contains("Read: `abababa`"), "{}", most(0));
}

#[test]
fn rounds_are_told_in_words() {
    let told =
        |settled, new, open| comment(&hostile(1), Some(Round { settled, new, open }), usize::MAX);
    assert!(told(2, 1, 1).contains("Since the last push: 2 settled, 1 new, 1 open."));
    assert!(told(0, 0, 1).contains("Since the last push: 1 open."));
    let clean =
        |settled| comment(&hostile(0), Some(Round { settled, new: 0, open: 0 }), usize::MAX);
    assert!(clean(1).contains("What was raised before is settled."));
    assert!(clean(0).contains("Since the last push: nothing new."));
    assert!(!is_worth_it(&hostile(0)) && is_worth_it(&hostile(1)));
}

#[test]
fn quoted_text_pings_nobody() {
    let text = comment(&hostile(1), None, usize::MAX);
    // In code nothing is active; outside of it nothing may be.
    let outside: String = text.split('`').step_by(2).collect();
    for active in ["@e", "#1", "<img", "-->", "\u{1b}", "\u{202e}"] {
        assert!(!outside.contains(active), "{active} in {outside}");
    }
    assert!(!text.contains("\n::error"), "{text}");
}

#[test]
fn a_briefing_gives_up_whole_blocks_from_its_end() {
    let paragraph = |number| Block::Paragraph(Line::from(format!("Number {number}.")));
    let page = Page { title: Line::from("Team review"), blocks: (0..9).map(paragraph).collect() };
    let whole = fitted(page.clone(), usize::MAX);
    assert_eq!(fitted(page.clone(), whole.len()), whole);
    let less = fitted(page.clone(), 110);
    assert!(
        less.len() <= 110 && less.contains("Number 0.") && !less.contains("Number 8."),
        "{less}"
    );
    assert!(
        less.contains("parts left out, as there is no room: `git coach brief` shows all"),
        "{less}"
    );
    assert!(fitted(page, 0).starts_with("### Team review"));
}
