//! Examples in documentation that run as tests.

use git_coach_model::LinePlace;

use crate::scan::{Scan, without_end};

/// The examples between fences in Rust's documentation comments, fences included; those that are
/// text, another language or ignored are left out.
pub(super) fn fenced(text: &str, scan: &Scan) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    // Inside a fence: whether it runs.
    let mut fence: Option<bool> = None;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let number = at as u32 + 1;
        let Some(words) = documentation(without_end(line), scan.runs(number)) else {
            fence = None;
            continue;
        };
        let mark = words.trim_start().strip_prefix("```");
        let runs = match (fence, mark) {
            (None, Some(kind)) => {
                let runs = is_run(kind);
                fence = Some(runs);
                runs
            }
            (Some(runs), Some(_)) => {
                fence = None;
                runs
            }
            (Some(runs), None) => runs,
            (None, None) => false,
        };
        if runs {
            found.push((number, number));
        }
    }
    found
}

/// The words of a documentation comment.
fn documentation<'a>(line: &'a str, runs: &[(u32, LinePlace)]) -> Option<&'a str> {
    let (start, _) = runs.iter().find(|(_, place)| *place == LinePlace::Comment)?;
    let comment = line.get(*start as usize..)?;
    let words = comment.strip_prefix("///").or_else(|| comment.strip_prefix("//!"))?;
    (!words.starts_with('/')).then_some(words)
}

fn is_run(kind: &str) -> bool {
    kind.split([',', ' ', '\t']).filter(|word| !word.is_empty()).all(|word| {
        matches!(word, "rust" | "should_panic" | "no_run" | "compile_fail" | "standalone_crate")
            || word.starts_with("edition")
            || word.starts_with('E') && word.len() == 5
    })
}

/// The examples that start with a prompt in comments, each until a blank line.
pub(super) fn prompted(text: &str, scan: &Scan, prompts: &[&str]) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let number = at as u32 + 1;
        let line = without_end(line);
        let comment = scan.runs(number).first().is_some_and(|run| run.1 == LinePlace::Comment)
            || scan.runs(number).get(1).is_some_and(|run| run.1 == LinePlace::Comment);
        let words = line.trim_start().trim_start_matches(['"', '\'']);
        let begins = prompts.first().is_some_and(|first| words.starts_with(first))
            || prompts.get(1).is_some_and(|second| inside || second.starts_with("iex"))
                && prompts.iter().any(|prompt| words.starts_with(prompt));
        inside = comment && !words.is_empty() && (inside || begins);
        if inside {
            found.push((number, number));
        }
    }
    found
}
