//! JUnit's XML.

use git_coach_model::Level;

use super::{Located, located};
use crate::harmless::plain;
use crate::page::Line;
use crate::report::Coaching;

/// The notes as test cases: those of `fail_on` or above have failed, the others have something to
/// say. A clean change is one case that passed.
pub fn junit(report: &Coaching, fail_on: Option<Level>) -> String {
    let found = located(report);
    let fails = |one: &Located<'_>| fail_on.is_some_and(|level| one.note.level >= level);
    let failures = found.iter().filter(|one| fails(one)).count();
    let tests = found.len().max(1);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites tests=\"{tests}\" failures=\"{failures}\">\n"));
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\"");
    out.push_str(&format!("  <testsuite name=\"git-coach\" {counts}>\n"));
    if found.is_empty() {
        out.push_str("    <testcase classname=\"git-coach\" name=\"nothing to add\"/>\n");
    }
    for one in &found {
        let path = one.path.as_ref().map(|path| plain(&Line::new().path(path)));
        let place = match (path, one.line) {
            (Some(path), Some(line)) => format!(" ({path}:{line})"),
            (Some(path), None) => format!(" ({path})"),
            _ => String::new(),
        };
        let title = plain(&Line::from(one.note.title.as_str()));
        let name = escaped(&format!("{title}{place}"));
        let class = escaped(&one.note.practice.to_string());
        out.push_str(&format!("    <testcase classname=\"{class}\" name=\"{name}\">\n"));
        let message = escaped(&one.message);
        if fails(one) {
            out.push_str(&format!("      <failure message=\"{message}\"/>\n"));
        } else {
            out.push_str(&format!("      <system-out>{message}</system-out>\n"));
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

/// The text without what is active in XML, and without what XML has no place for.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
