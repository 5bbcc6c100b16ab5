//! Tests that check less than before.

use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, FileStatus, Role};
use regex::Regex;

use super::{is_comment, runs, seen};
use crate::pattern::literal;

/// How many more assertions have to be lost than gained.
const LEAST: usize = 2;

static ASSERTION: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"\b(debug_)?assert(_\w+)?!\s*[(\[{]|\bassert\s*[(\w.]|\bassert[A-Z_]\w*\s*[(.]|\bassert_\w+\s|\bAssert(ions)?\.\w|\brefute(_\w+)?\b|\bexpect\s*[({]|\.should\b|\b(must|wont)_\w+\b|\brequire\.[A-Z]\w*\(|\bassert\.[A-Z]\w*\(|\bt\.(Error|Fatal)f?\(|\bpytest\.(raises|warns)\(|\b(EXPECT|ASSERT)_[A-Z_]+\(|\bverify\s*\(",
    )
});

/// Where a test or a helper begins, in the languages where they have a head.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r#"^\s*((async\s+)?def\s+\w|((pub|static|async)\s+)*fn\s+\w|((export|async)\s+)*function\s+\w|#\[(\w+::)*test\b|@(Parameterized)?Test\b|@\w+Test\b|func\s+(\([^)]*\)\s*)?(Test|Benchmark|Example|test)|(it|test|specify|describe|context|suite|scenario)(\.\w+)*\s*[(\s]\s*['"`:A-Z]|test\s+["']|(public\s+)?(async\s+)?(void|function|fun)\s+(\w*[tT]est|`)|class\s+\w|TEST(_F|_P)?\(|\[(Fact|Theory|Test|TestMethod)\b)"#,
    )
});

/// The test files that stay and whose remaining tests lose more assertions than they gain.
pub(super) fn weakened(files: &[FileChange]) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut places = Vec::new();
    let stays = |file: &&FileChange| {
        matches!(file.role, Role::Test | Role::Source)
            && matches!(file.status, FileStatus::Modified | FileStatus::Renamed)
    };
    for file in files.iter().filter(stays) {
        let (Some(added), Some(deleted)) = (&file.added_lines, &file.deleted_lines) else {
            all_seen &= file.role != Role::Test;
            continue;
        };
        let is_rewritten = || added.iter().any(|line| line.in_test && HEAD.is_match(&line.text));
        if !deleted.iter().any(|line| line.in_test) || is_rewritten() {
            continue;
        }
        let lost: usize = runs(deleted).map(lost).sum();
        let gained = added.iter().filter(|line| is_assertion(line)).count();
        if lost >= gained + LEAST {
            places.push(Evidence { path: file.path.clone(), line: None, text: None });
        }
    }
    seen(places, all_seen)
}

/// The assertions of a run of deleted lines that stood in a test which stays: none where a test goes
/// as a whole, and none where most of what goes is what they asserted of.
fn lost(run: &[ChangedLine]) -> usize {
    let written = run.iter().filter(|line| line.text.chars().any(char::is_alphanumeric)).count();
    let lost = run.iter().filter(|line| is_assertion(line)).count();
    if lost * 2 < written || run.iter().any(|line| HEAD.is_match(&line.text)) { 0 } else { lost }
}

fn is_assertion(line: &ChangedLine) -> bool {
    let text = line.text.trim_start();
    let is_import =
        ["import ", "from ", "use ", "using "].iter().any(|word| text.starts_with(word));
    !is_import && line.in_test && !line.moved && !is_comment(line) && ASSERTION.is_match(&line.text)
}
