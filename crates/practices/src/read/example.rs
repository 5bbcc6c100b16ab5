//! Examples read from `[[example]]` tables.

use git_coach_model::{FileStatus, Scope, SubjectForm, Verdict};

use super::fields::{Node, Reader};
use crate::{
    AreaHistory, Example, ExampleBefore, ExampleBinary, ExampleContent, ExampleCoverage,
    ExampleFile, ExampleHabits, ExampleLine, ExampleManifest, ExamplePast, HistoryKind,
};

const VERDICTS: [Verdict; 4] =
    [Verdict::Present, Verdict::Missing, Verdict::NotApplicable, Verdict::Unseen];

/// Reads one example of a practice of `scope`.
pub(crate) fn example(reader: &mut Reader<'_>, node: &Node<'_>, scope: Scope) -> Example {
    let mut example = Example { line: reader.place(node.span()).line, ..Example::default() };
    let Some(mut fields) = reader.table(node) else {
        return example;
    };
    if let Some(node) = fields.required(reader, "name") {
        example.name = reader.text(node).unwrap_or_default().to_owned();
    }
    if let Some(node) = fields.required(reader, "verdict")
        && let Some(word) = reader.text(node)
    {
        example.verdict = VERDICTS.into_iter().find(|verdict| verdict.name() == word);
        if example.verdict.is_none() {
            reader.unknown(node.span(), "verdict", word, VERDICTS.map(Verdict::name));
        }
    }
    if let Some(node) = fields.optional("praised") {
        example.praised = reader.flag(node);
    }
    if matches!(scope, Scope::Commit | Scope::Change) {
        if let Some(node) = fields.optional("message") {
            example.message = reader.text(node).map(str::to_owned);
        }
        example.files = each(reader, fields.optional("files"), FILE, file);
        example.lines = each(reader, fields.optional("lines"), LINE, line);
        example.deleted_lines = each(reader, fields.optional("deleted-lines"), LINE, line);
    }
    if scope == Scope::Change {
        example.authors =
            each(reader, fields.optional("authors"), "a name", |text| Some(text.to_owned()));
        if let Some(node) = fields.optional("manifests") {
            example.manifests =
                reader.array(node).iter().filter_map(|item| manifest(reader, item)).collect();
        }
        example.binaries = each(reader, fields.optional("binaries"), BINARY, binary);
        example.documents = each(reader, fields.optional("documents"), LINE, line);
        if let Some(node) = fields.optional("uncommitted") {
            example.uncommitted = reader.flag(node).unwrap_or(false);
        }
        example.coverage = each(reader, fields.optional("coverage"), COVERAGE, coverage);
        example.past = each(reader, fields.optional("past"), PAST, past);
        if let Some(node) = fields.optional("before") {
            example.before =
                reader.array(node).iter().filter_map(|item| before(reader, item)).collect();
        }
        let days = fields.optional("days").and_then(|node| reader.number::<u32>(node));
        example.days = days.unwrap_or(0);
        let landed = fields.optional("landed-with").and_then(|node| reader.number::<u32>(node));
        example.landed_with = landed.unwrap_or(0);
    }
    if scope != Scope::Commit {
        example.history = each(reader, fields.optional("history"), HISTORY, history);
    }
    example.tree = each(reader, fields.optional("tree"), TREE, paths).concat();
    if let Some(node) = fields.optional("contents") {
        example.contents =
            reader.array(node).iter().filter_map(|item| content(reader, item)).collect();
    }
    if let Some(node) = fields.optional("tags") {
        example.tags = Some(each(reader, Some(node), TAG, tag));
    }
    if let Some(node) = fields.optional("repository") {
        example.repository = habits(reader, node);
    }
    fields.finish(reader);
    example
}

const FILE: &str = "a file as in `+40 -3 src/parse.rs` or `new +40 src/parse.rs`";
const LINE: &str = "a line as in `src/parse.rs: // TODO: later`";
const BINARY: &str = "a binary file as in `2500 KiB assets/film.mp4`";
const COVERAGE: &str = "lines that tests ran as in `17 of 20 lines in src/parse.rs`";
const PAST: &str = "earlier changes as in `60 of 100 lines` or `60 of 100 lines in 12 files`";
const HISTORY: &str =
    "changes as in `12 by Anna in src/tax.rs` or `3 fixes by Anna in src/tax.rs 90 days ago`";

const TREE: &str = "a path, or up to a thousand of them as in `src/a{1..20}.rs`";
const TAG: &str = "the name of a tag as in `v1.2.0`";

fn habits(reader: &mut Reader<'_>, node: &Node<'_>) -> ExampleHabits {
    let mut habits = ExampleHabits::default();
    let Some(mut fields) = reader.table(node) else {
        return habits;
    };
    let share = |reader: &mut Reader<'_>, node: Option<&Node<'_>>| {
        let node = node?;
        let share = reader.number::<u32>(node)?;
        if share > 100 {
            reader.mistake(node.span(), "a share of a hundred commits is at most 100");
        }
        Some(share)
    };
    habits.issue_links = share(reader, fields.optional("issue-links"));
    habits.subject_fits = share(reader, fields.optional("subject-fits"));
    habits.review_traces = share(reader, fields.optional("review-traces"));
    habits.subject_form = fields.optional("subject-form").and_then(|node| form(reader, node));
    habits.bot_updates = fields.optional("bot-updates").and_then(|node| reader.flag(node));
    habits.change_log_habit = share(reader, fields.optional("change-log-habit"));
    habits.releases = share(reader, fields.optional("releases"));
    fields.finish(reader);
    habits
}

fn before(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ExampleBefore> {
    let mut fields = reader.table(node)?;
    let times = fields.optional("times").and_then(|node| reader.number::<u16>(node)).unwrap_or(1);
    let message = fields.optional("message").and_then(|node| reader.text(node));
    let message = message.unwrap_or_default().to_owned();
    let files = each(reader, fields.optional("files"), FILE, file);
    fields.finish(reader);
    Some(ExampleBefore { times, message, files })
}

fn content(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ExampleContent> {
    let mut fields = reader.table(node)?;
    let path = fields.required(reader, "path").and_then(|node| reader.text(node));
    let path = path.unwrap_or_default().to_owned();
    let text = fields.required(reader, "text").and_then(|node| reader.text(node));
    let text = text.unwrap_or_default().to_owned();
    fields.finish(reader);
    Some(ExampleContent { path, text })
}

fn form(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<SubjectForm> {
    let found = SubjectForm::from_name(reader.text(node)?);
    if found.is_none() {
        let names = SubjectForm::ALL.map(SubjectForm::name).join(", ");
        reader.mistake(node.span(), format!("expected one of {names}"));
    }
    found
}

fn manifest(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<ExampleManifest> {
    let mut fields = reader.table(node)?;
    let text = |reader: &mut Reader<'_>, node: Option<&Node<'_>>| {
        node.and_then(|node| reader.text(node)).map(str::to_owned)
    };
    let path = fields.required(reader, "path");
    let path = text(reader, path).unwrap_or_default();
    let before = text(reader, fields.optional("before"));
    let after = text(reader, fields.optional("after"));
    fields.finish(reader);
    Some(ExampleManifest { path, before, after })
}

/// Every text of a list in its own small form.
fn each<T>(
    reader: &mut Reader<'_>,
    node: Option<&Node<'_>>,
    wanted: &str,
    read: fn(&str) -> Option<T>,
) -> Vec<T> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for item in reader.array(node) {
        let Some(text) = reader.text(item) else {
            continue;
        };
        match read(text) {
            Some(found) => items.push(found),
            None => reader.mistake(item.span(), format!("expected {wanted}")),
        }
    }
    items
}

fn file(text: &str) -> Option<ExampleFile> {
    let mut file =
        ExampleFile { path: String::new(), status: FileStatus::Modified, added: 0, deleted: 0 };
    let mut rest = text.trim();
    for (word, status) in [("new ", FileStatus::Added), ("deleted ", FileStatus::Deleted)] {
        if let Some(after) = rest.strip_prefix(word) {
            file.status = status;
            rest = after.trim_start();
        }
    }
    while rest.starts_with(['+', '-']) {
        let (number, after) = rest.split_once(' ')?;
        let count = number[1..].parse().ok()?;
        if number.starts_with('+') {
            file.added = count;
        } else {
            file.deleted = count;
        }
        rest = after.trim_start();
    }
    file.path = rest.to_owned();
    (!rest.is_empty()).then_some(file)
}

fn line(text: &str) -> Option<ExampleLine> {
    let (path, text) = text.split_once(": ")?;
    (!path.is_empty()).then(|| ExampleLine { path: path.to_owned(), text: text.to_owned() })
}

fn binary(text: &str) -> Option<ExampleBinary> {
    let (size, path) = text.split_once(" KiB ")?;
    let bytes = size.parse::<u64>().ok()?.checked_mul(1024)?;
    (!path.is_empty()).then(|| ExampleBinary { path: path.to_owned(), bytes })
}

fn coverage(text: &str) -> Option<ExampleCoverage> {
    let (ran, rest) = text.split_once(" of ")?;
    let (measured, path) = rest.split_once(" lines in ")?;
    let (ran, measured) = (ran.parse().ok()?, measured.parse().ok()?);
    let path = path.to_owned();
    (ran <= measured && !path.is_empty()).then_some(ExampleCoverage { ran, measured, path })
}

/// One path, or as many as the numbers in `src/a{1..20}.rs` tell.
fn paths(text: &str) -> Option<Vec<String>> {
    const MOST: u16 = 1000;
    let Some((before, (numbers, after))) =
        text.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return Some(vec![text.to_owned()]);
    };
    let Some((first, last)) = numbers.split_once("..") else {
        return Some(vec![text.to_owned()]);
    };
    let (first, last): (u16, u16) = (first.parse().ok()?, last.parse().ok()?);
    let is_right = first <= last && last - first < MOST;
    is_right.then(|| (first..=last).map(|number| format!("{before}{number}{after}")).collect())
}

/// A name that git would take.
fn tag(text: &str) -> Option<String> {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    (!text.is_empty() && !text.starts_with('-') && !text.contains(is_odd)).then(|| text.to_owned())
}

fn past(text: &str) -> Option<ExamplePast> {
    let (changes, rest) = text.split_once(" of ")?;
    let (lines, files) = match rest.split_once(" lines in ") {
        Some((lines, rest)) => (lines, rest.strip_suffix(" files")?.parse().ok()?),
        None => (rest.strip_suffix(" lines")?, 1),
    };
    Some(ExamplePast { changes: changes.parse().ok()?, lines: lines.parse().ok()?, files })
}

fn history(text: &str) -> Option<AreaHistory> {
    let (changes, rest) = text.split_once(" by ")?;
    let (changes, kind) = match changes.split_once(' ') {
        None => (changes, HistoryKind::Any),
        Some((changes, "fixes")) => (changes, HistoryKind::Fix),
        Some((changes, "refixes")) => (changes, HistoryKind::Refix),
        Some((changes, "additions")) => (changes, HistoryKind::Addition),
        Some((changes, "refactorings")) => (changes, HistoryKind::Refactoring),
        Some((changes, "reviewed")) => (changes, HistoryKind::Reviewed),
        Some(_) => return None,
    };
    let (author, path) = rest.split_once(" in ")?;
    let (path, days_ago) = match path.strip_suffix(" days ago").and_then(|p| p.rsplit_once(' ')) {
        Some((path, days)) => (path, days.parse().ok()?),
        None => (path, 0),
    };
    Some(AreaHistory {
        changes: changes.parse().ok()?,
        kind,
        days_ago,
        author: author.to_owned(),
        path: path.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_small_forms() {
        let new = file("new +40 src/a b.rs").unwrap();
        assert_eq!(
            (new.status, new.added, new.path.as_str()),
            (FileStatus::Added, 40, "src/a b.rs")
        );
        let small = file("+3 -1 src/parse.rs").unwrap();
        assert_eq!((small.added, small.deleted), (3, 1));
        assert_eq!(file("+x a"), None);
        assert_eq!(file("+3"), None);
        assert_eq!(line("a.rs: // x: y").unwrap().text, "// x: y");
        let film = binary("2 KiB assets/a film.mp4").unwrap();
        assert_eq!((film.bytes, film.path.as_str()), (2048, "assets/a film.mp4"));
        let half = ExampleCoverage { ran: 3, measured: 6, path: "src/a.rs".to_owned() };
        assert_eq!(coverage("3 of 6 lines in src/a.rs"), Some(half));
        assert_eq!((coverage("7 of 6 lines in a"), coverage("3 of 6 lines in ")), (None, None));
        assert_eq!((binary("2 assets/film.mp4"), binary("x KiB a")), (None, None));
        assert_eq!(tag("release/v1.2.0").as_deref(), Some("release/v1.2.0"));
        assert_eq!((tag("v1 2"), tag(""), tag("-v1"), tag("v1^")), (None, None, None, None));
        assert_eq!(paths("a/b{2..4}.c").unwrap(), ["a/b2.c", "a/b3.c", "a/b4.c"]);
        assert_eq!(paths("a/{b}.c").unwrap(), ["a/{b}.c"]);
        assert_eq!((paths("a{4..2}"), paths("a{1..x}"), paths("a{1..9999}")), (None, None, None));
        let narrow = ExamplePast { changes: 60, lines: 100, files: 1 };
        assert_eq!(past("60 of 100 lines"), Some(narrow));
        let wide = ExamplePast { files: 12, ..narrow };
        assert_eq!(past("60 of 100 lines in 12 files"), Some(wide));
        assert_eq!((past("60 of 100 lines in 12"), past("99999 of 1 lines")), (None, None));
        assert_eq!(history("12 by Anna in infra/a.tf").unwrap().changes, 12);
        let old = history("3 refixes by Anna in infra/a.tf 90 days ago").unwrap();
        assert_eq!(
            (old.kind, old.path.as_str(), old.days_ago),
            (HistoryKind::Refix, "infra/a.tf", 90)
        );
        assert_eq!(history("3 times by Anna in infra/a.tf"), None);
        assert_eq!(history("Anna in infra"), None);
    }
}
