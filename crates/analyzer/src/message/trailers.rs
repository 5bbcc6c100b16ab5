//! Parts a message's trailers from its body.

use git_coach_model::Trailer;

/// What git itself writes: with one of these, a quarter of trailers is enough to make a block.
const BY_GIT: [&str; 2] = ["Signed-off-by: ", CHERRY_PICK];
const CHERRY_PICK: &str = "(cherry picked from commit ";

/// One line of the last paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'t> {
    Trailer(&'t str, &'t str),
    /// Goes on with the line before it.
    Continued(&'t str),
    CherryPick,
    /// Left by an editor; git passes over it.
    Comment,
    Other,
}

/// Parts the lines after the subject into the body and the trailers.
pub(super) fn split(lines: &[&str]) -> (String, Vec<Trailer>) {
    let lines = without_blanks(lines);
    let (main, conflicts) = without_conflicts(lines);
    let start = main.iter().rposition(|line| line.is_empty()).map_or(0, |blank| blank + 1);
    let (before, last) = main.split_at(start);
    let kinds: Vec<Line<'_>> = last.iter().map(|line| classify(line)).collect();
    if !is_block(&kinds, last) {
        return (lines.join("\n"), Vec::new());
    }
    let mut trailers: Vec<Trailer> = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    let mut in_trailer = false;
    for (kind, line) in kinds.into_iter().zip(last) {
        match kind {
            Line::Trailer(key, value) if !is_link(key, value) => {
                trailers.push(Trailer { key: key.to_owned(), value: value.to_owned() });
                in_trailer = true;
            }
            Line::Continued(more) if in_trailer => {
                if let Some(trailer) = trailers.last_mut() {
                    if !trailer.value.is_empty() {
                        trailer.value.push(' ');
                    }
                    trailer.value.push_str(more);
                }
            }
            Line::Comment => {}
            _ => {
                kept.push(line);
                in_trailer = false;
            }
        }
    }
    let parts = [without_blanks(before), &kept, conflicts];
    let parts: Vec<String> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| part.join("\n")).collect();
    (parts.join("\n\n"), trailers)
}

/// Whether the last paragraph is a block of trailers: all of it, or a quarter of it and something
/// that git wrote.
fn is_block(kinds: &[Line<'_>], lines: &[&str]) -> bool {
    let mut trailers = 0;
    let mut others = 0;
    let mut after_trailer = false;
    for kind in kinds {
        match kind {
            Line::Trailer(..) | Line::CherryPick => {
                trailers += 1;
                after_trailer = true;
            }
            Line::Continued(_) if after_trailer => {}
            Line::Comment => {}
            Line::Continued(_) | Line::Other => {
                others += 1;
                after_trailer = false;
            }
        }
    }
    let by_git = lines.iter().any(|line| BY_GIT.iter().any(|start| line.starts_with(start)));
    trailers > 0 && (others == 0 || (by_git && trailers * 3 >= others))
}

fn classify(line: &str) -> Line<'_> {
    if line.starts_with('#') {
        return Line::Comment;
    }
    if line.starts_with(CHERRY_PICK) {
        return Line::CherryPick;
    }
    if line.starts_with([' ', '\t']) {
        return Line::Continued(line.trim());
    }
    match line.split_once(':') {
        Some((key, value)) if is_key(key.trim_end_matches([' ', '\t'])) => {
            Line::Trailer(key.trim_end_matches([' ', '\t']), value.trim())
        }
        _ => Line::Other,
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_link(key: &str, value: &str) -> bool {
    value.starts_with("//") && matches!(key, "http" | "https" | "ftp" | "git" | "ssh")
}

/// Parts off the list of conflicts that older versions of git put below the trailers.
fn without_conflicts<'l, 't>(lines: &'l [&'t str]) -> (&'l [&'t str], &'l [&'t str]) {
    let Some(start) = lines.iter().rposition(|line| *line == "Conflicts:") else {
        return (lines, &[]);
    };
    if lines[start + 1..].iter().all(|line| line.is_empty() || line.starts_with('\t')) {
        (without_blanks(&lines[..start]), &lines[start..])
    } else {
        (lines, &[])
    }
}

fn without_blanks<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let start = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(start, |last| last + 1);
    &lines[start..end]
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::super::parse;

    const MESSAGES: &[&str] = &[
        "subj\n\nbody\n\nA: b\nC: d\n",
        "subj\n\nA: b\nnot one\n",
        "subj\n\nSigned-off-by: x\nnot\nnot\nnot\n",
        "subj\n\nSigned-off-by: x\nnot\nnot\nnot\nnot\n",
        "subj\n\nSigned-off-by: x\nnot\n cont\n cont\n cont\n",
        "subj\n\nSigned-off-by: x\n cont\n cont\n cont\n cont\nnot\nnot\nnot\n",
        "subj\n\nnot\nSigned-off-by: x\nTested-by: y\n",
        "subj\n\nSIGNED-OFF-BY: x\nnot\n",
        "A: b\n",
        "A: b\nC: d\n\nE: f\n",
        "subj\nA: b\n",
        "subj\n\nA: b\n cont\n  cont2\nB : c\n",
        "subj\n\nA: b\nC= d\n",
        "subj\n\nA:\n cont\n",
        "subj\n\nA: b\n(cherry picked from commit abc)\nnot\nnot\nnot\n",
        "subj\n\n(cherry picked from commit abc)\n",
        "subj\n\n(cherry picked from commit abc)\nA: b\n",
        "subj\n\n cont first\nA: b\n",
        "subj\n\nA: b\n\n\n",
        "subj\n\nA: b\n# comment\nB: c\n",
        "subj\n\nA:b\n\nConflicts:\n\tfoo\n",
        "subj\n\nA:b\n\nConflicts:\n\tfoo\n\tbar\n",
        "subj\n\nA:b\n\nConflicts:\nfoo\n",
        "subj\n\nA: \nB:\n",
        "\n\nsubj\n\nA: x\n",
        "subj\n  \nA: x\n",
        "subj\n\nA: x\n \nB: y\n",
        "subj\r\n\r\nA: x\r\nB: y\r\n",
        "subj\n\nbody\n\nA: x\n------- scissors\n",
        "subj\n\nÄ: x\n",
        "subj\n\nA b: x\n",
        "subj\n\nA: x\n -----\n",
        "subj\n\nA: x: y\n",
        "subj\n\n: x\n",
        "subj\n\nCo-authored-by: A <a@x>\nReviewed-by: B <b@x>",
    ];

    fn git_reads(message: &str) -> Option<String> {
        let mut git = Command::new("git")
            .args(["interpret-trailers", "--parse", "--no-divider"])
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        git.stdin.take()?.write_all(message.as_bytes()).ok()?;
        String::from_utf8(git.wait_with_output().ok()?.stdout).ok()
    }

    #[test]
    fn reads_what_git_reads() {
        for message in MESSAGES {
            let Some(git) = git_reads(message) else {
                eprintln!("skipped: no git here");
                return;
            };
            let ours: String = parse(message)
                .trailers
                .iter()
                .map(|trailer| format!("{}: {}\n", trailer.key, trailer.value))
                .collect();
            assert_eq!(ours, git, "{message:?}");
        }
    }

    #[track_caller]
    fn check(text: &str, body: &str, trailers: &[(&str, &str)]) {
        let message = parse(text);
        let found: Vec<_> =
            message.trailers.iter().map(|trailer| (&*trailer.key, &*trailer.value)).collect();
        assert_eq!((message.body.as_str(), found.as_slice()), (body, trailers));
    }

    #[test]
    fn parts_body_and_trailers() {
        check("s\n\nbody\n\nA: b\n c\n", "body", &[("A", "b c")]);
        check("s\n\nA: b\nno\n", "A: b\nno", &[]);
        check("s\n\nb\n\nA: b\n\nConflicts:\n\tf\n", "b\n\nConflicts:\n\tf", &[("A", "b")]);
        let picked = "(cherry picked from commit abc)";
        check(&format!("s\n\nb\n\nA: b\n{picked}\n"), &format!("b\n\n{picked}"), &[("A", "b")]);
    }

    #[test]
    fn a_link_is_no_trailer() {
        check("s\n\nhttps://x/1\n", "https://x/1", &[]);
        check("s\n\nhttps://x/1\nA: b\n", "https://x/1", &[("A", "b")]);
    }
}
