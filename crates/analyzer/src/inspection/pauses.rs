//! Pauses of fixed length in tests.

use std::sync::LazyLock;

use git_coach_model::{ChangedLine, Evidence, FileChange, LinePlace, Role};
use regex::Regex;

use super::enclosing::{self, Enclosing};
use super::{After, place, runs, seen};
use crate::pattern::literal;

/// How far above a pause the head of its loop is looked for, in lines.
const REACH: usize = 12;

/// A call that waits for a while, by the endings of the files that have it.
static PAUSES: LazyLock<[(&[&str], Regex); 8]> = LazyLock::new(|| {
    [
        (
            &["py"],
            literal(r"\b(time|asyncio|gevent|eventlet|trio|anyio)\.sleep\(\s*(\d*\.)?0*[1-9]"),
        ),
        (
            &["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue"],
            literal(
                r"\bawait\s+(\w+\.)?(sleep|waitForTimeout)\(\s*[1-9]\d|\bcy\.wait\(\s*[1-9]\d|\bawait new Promise\(.*\bsetTimeout\(\s*\w+\s*,\s*[1-9]\d",
            ),
        ),
        (
            &["java", "kt", "kts", "groovy", "scala"],
            literal(r"\b(Thread|TimeUnit\.\w+)\.sleep\(\s*[1-9]|^\s*delay\(\s*[1-9]"),
        ),
        (&["rb"], literal(r"^\s*sleep[ (]\s*(\d*\.)?0*[1-9]")),
        (&["go"], literal(r"\btime\.Sleep\(\s*([1-9]|time\.\w+econd)")),
        (&["rs"], literal(r"\b(thread|time)::sleep\(\s*(\w+::)*Duration::from_\w+\(\s*[1-9]")),
        (&["cs"], literal(r"\bThread\.Sleep\(\s*[1-9]|\bTask\.Delay\(\s*[1-9]")),
        (&["php"], literal(r"^\s*u?sleep\(\s*[1-9]")),
    ]
});

static LOOP: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^\s*\}?\s*(async\s+)?(while|until|for|loop|do|repeat)\b|\b(loop|times|each|upto) (do|\{)|\.(times|each|forEach|upto)\b",
    )
});

/// One of ten milliseconds at most: it only gives way to others.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"\btime\.Sleep\(\s*((\d|10)\s*\*\s*)?time\.(Milli|Micro|Nano)second|\btime\.Sleep\(\s*\d+\s*\*\s*time\.(Micro|Nano)second|",
        r"\bsleep[ (]\s*0?\.0(0\d*|10*)\s*(\)|$)|\bThread\.sleep\(\s*(\d|10)L?\s*\)|",
        r"\bDuration::from_(millis\(\s*(\d|10)\s*\)|micros|nanos)|\b(sleep|waitForTimeout|wait)\(\s*10\s*\)",
    ))
});

/// What lets a test of Go run on a clock of its own, where a pause takes no time.
const OWN_CLOCK: &str = "synctest.";

/// Where a pause of fixed length was added to a test. Loops are left out, as they look again and
/// again; so are functions that a test hands on or calls, whose pauses play something slow.
pub(super) fn in_tests(files: &[FileChange], after: &dyn After) -> Option<Vec<Evidence>> {
    let mut all_seen = true;
    let mut places = Vec::new();
    for file in files {
        let Some(added) = &file.added_lines else {
            all_seen &= file.role != Role::Test;
            continue;
        };
        let Some(pause) = pause_of(file).filter(|_| added.iter().any(|line| line.in_test)) else {
            continue;
        };
        let is_pause = |line: &ChangedLine| {
            line.in_test
                && !line.moved
                && pause.is_match(&line.text)
                && !SHORT.is_match(&line.text)
                && line.parts(LinePlace::Code).any(|part| {
                    part.contains("eep")
                        || part.contains("elay")
                        || part.contains("ait")
                        || part.contains("setTimeout")
                })
        };
        // One that stands for another is no news.
        let before = file.deleted_lines.iter().flatten().filter(|line| is_pause(line)).count();
        let mut found: Vec<(&[ChangedLine], &ChangedLine)> = Vec::new();
        for run in runs(added) {
            let here =
                run.iter().enumerate().filter(|(at, line)| is_pause(line) && !is_in_loop(run, *at));
            found.extend(here.map(|(at, line)| (&run[..at], line)));
        }
        if found.len() <= before {
            continue;
        }
        let text = after.text(&file.path);
        if text.as_ref().is_some_and(|text| text.contains(OWN_CLOCK)) {
            continue;
        }
        let whole: Vec<&str> = text.as_deref().map_or_else(Vec::new, |text| text.lines().collect());
        found.retain(|(above, line)| is_in_test((above, line), &whole, pause, ending_of(file)));
        if found.len() > before {
            places.extend(found.into_iter().map(|(_, line)| place(file, line)));
        }
    }
    seen(places, all_seen)
}

fn ending_of(file: &FileChange) -> &str {
    file.path.name().rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Whether the function that a pause stands in is a test, or none is seen: in the whole file where
/// that is known, or among the lines that were added above.
fn is_in_test(
    (above, line): (&[ChangedLine], &ChangedLine),
    whole: &[&str],
    pause: &Regex,
    ending: &str,
) -> bool {
    let start = pause.find(&line.text).map_or(0, |found| found.start());
    let own = &line.text[..start.max(line.text.len() - line.text.trim_start().len())];
    let at = (line.number as usize).saturating_sub(1);
    let found = if whole.get(at).is_some_and(|text| text.trim() == line.text.trim()) {
        enclosing::of(&whole[..at], own, ending)
    } else {
        let above: Vec<&str> = above.iter().map(|line| &*line.text).collect();
        enclosing::of(&above, own, ending)
    };
    found != Enclosing::Other
}

fn pause_of(file: &FileChange) -> Option<&'static Regex> {
    let ending = ending_of(file);
    PAUSES.iter().find(|(endings, _)| endings.contains(&ending)).map(|(_, pause)| pause)
}

/// Whether a line above it that is indented less, or the line itself, begins a loop.
fn is_in_loop(run: &[ChangedLine], at: usize) -> bool {
    let mut depth = indent(&run[at].text);
    if LOOP.is_match(&run[at].text) {
        return true;
    }
    for line in run[..at].iter().rev().take(REACH) {
        if line.text.trim().is_empty() || indent(&line.text) >= depth {
            continue;
        }
        depth = indent(&line.text);
        if LOOP.is_match(&line.text) {
            return true;
        }
    }
    false
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
