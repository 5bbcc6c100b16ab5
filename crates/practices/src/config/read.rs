//! A settings file, read strictly: every mistake is named, and what is right is in force.

use std::ops::Range;

use git_coach_model::{Level, RepoPath, UnknownWord};
use globset::GlobSetBuilder;
use toml::de::{DeTable, DeValue};

use super::{
    Config, Entry, LONGEST_DAYS, MOST_LEAST_CHANGES, MOST_NAMES, NamePattern, Paths, Placed,
    Selector,
};
use crate::Mistake;
use crate::read::{Fields, LARGEST_FILE, Node, Reader, document};

/// Reads a settings file; an entry with a mistake is left out, the others stay.
pub(crate) fn read(name: &str, text: &str) -> (Config, Vec<Mistake>) {
    let mut reader = Reader::new(name, text);
    let mut config = Config::default();
    if text.len() > LARGEST_FILE {
        reader.mistake(0..1, format!("a settings file of more than {LARGEST_FILE} bytes"));
        return (config, reader.finish());
    }
    let Some(document) = document(&mut reader) else {
        return (config, reader.finish());
    };
    let mut fields = Fields::new(document.get_ref(), 0..1);
    if let Some(node) = fields.optional("practices") {
        config.entries = entries(&mut reader, node);
    }
    if let Some(node) = fields.optional("areas") {
        config.areas = Some(areas(&mut reader, node));
    }
    if let Some(node) = fields.optional("bots") {
        config.bots = Some(bots(&mut reader, node));
    }
    if let Some(mut fields) = fields.optional("windows").and_then(|node| reader.table(node)) {
        let days = fields.optional("days");
        config.days = days.and_then(|node| within(&mut reader, node, LONGEST_DAYS));
        let least = fields.optional("least-changes");
        config.least_changes = least.and_then(|node| within(&mut reader, node, MOST_LEAST_CHANGES));
        fields.finish(&mut reader);
    }
    fields.finish_with(&mut reader, |key| {
        Selector::parse(key).map(|_| format!("write `[practices.\"{key}\"]`"))
    });
    let mut mistakes = reader.finish();
    mistakes.sort_by_key(|mistake| (mistake.place.line, mistake.place.column));
    (config, mistakes)
}

fn entries(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Entry> {
    let Some(table) = node.get_ref().as_table() else {
        reader.table(node);
        return Vec::new();
    };
    let mut entries = Vec::new();
    if table.len() > MOST_NAMES {
        reader.mistake(node.span(), format!("more than {MOST_NAMES} practices"));
        return entries;
    }
    for (key, value) in table {
        let before = reader.mistakes();
        let name = key.get_ref().as_ref();
        let selector = Selector::parse(name);
        if selector.is_none() {
            let what = format!("`{name}` names no practice");
            let help = "write `[practices.\"folder/name\"]`, or `[practices.\"folder/*\"]`";
            reader.mistake_with_help(key.span(), what, help);
        }
        let entry = entry(reader, (name, key.span()), value);
        if let (Some(selector), Some(entry)) = (selector, entry)
            && reader.mistakes() == before
        {
            entries.push(Entry { selector, ..entry });
        }
    }
    entries
}

fn entry(
    reader: &mut Reader<'_>,
    (name, span): (&str, Range<usize>),
    node: &Node<'_>,
) -> Option<Entry> {
    let example = match node.get_ref() {
        DeValue::String(level) if Level::NAMES.contains(&level.as_ref()) => {
            format!("\"{name}\" = {{ level = \"{level}\" }}")
        }
        DeValue::String(word) if word == "off" => format!("\"{name}\" = {{ off = true }}"),
        DeValue::Boolean(false) => format!("\"{name}\" = {{ off = true }}"),
        _ => format!("\"{name}\" = {{ level = \"note\" }}` or `{{ off = true }}"),
    };
    let mut fields = reader.table_as(node, &example)?;
    let level = fields.optional("level").and_then(|node| level(reader, node));
    let off = fields.optional("off").and_then(|node| reader.flag(node));
    let paths = fields.optional("paths").and_then(|node| paths(reader, node));
    if node.get_ref().as_table().is_some_and(DeTable::is_empty) {
        reader.mistake(span.clone(), "nothing is set: say `level`, `off` or `paths`");
    }
    fields.finish_with(reader, |key| {
        let means_off = ["active", "disable", "disabled", "enable", "enabled", "on"].contains(&key);
        means_off.then(|| "write `off = true` to switch it off, `off = false` for on".to_owned())
    });
    let at = reader.place(span);
    // The caller knows which practice is meant.
    Some(Entry { selector: Selector::Folder("".into()), at, level, off, paths })
}

fn level(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Level> {
    let text = reader.text(node)?;
    if text == "off" {
        let help = "write `off = true` to switch it off";
        reader.mistake_with_help(node.span(), "there is no level `off`", help);
        return None;
    }
    text.parse()
        .map_err(|error: UnknownWord| {
            reader.unknown(node.span(), "level", text, error.allowed.iter().copied());
        })
        .ok()
}

/// Globs on whole paths: `*` stays inside one folder, `**` does not; letter case is told apart.
fn paths(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Paths> {
    let mut builder = GlobSetBuilder::new();
    let mut globs = Vec::new();
    for (text, span) in reader.texts(node) {
        if !reader.may_compile(span.clone()) {
            break;
        }
        if let Some(glob) = reader.path_glob(text, span.clone()) {
            builder.add(glob);
            globs.push(Placed { value: text.to_owned(), at: reader.place(span) });
        }
    }
    match builder.build() {
        Ok(set) => Some(Paths { set, globs }),
        Err(_) => {
            reader.mistake(node.span(), "these globs are too large together");
            None
        }
    }
}

/// As many names as one file may have.
fn names<'n>(reader: &mut Reader<'_>, node: &'n Node<'n>) -> Vec<(&'n str, Range<usize>)> {
    let mut names = reader.texts(node);
    if names.len() > MOST_NAMES {
        reader.mistake(node.span(), format!("more than {MOST_NAMES} names"));
        names.truncate(MOST_NAMES);
    }
    names
}

fn areas(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Placed<RepoPath>> {
    let mut areas: Vec<Placed<RepoPath>> = Vec::new();
    for (text, span) in names(reader, node) {
        let folder = text.trim_start_matches("./").trim_end_matches('/');
        let is_folder = !folder.is_empty()
            && !folder.starts_with('/')
            && !folder.contains(['*', '\\'])
            && folder.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !is_folder {
            let help = "a folder from the top of the repository, as in \"crates/parser\"";
            reader.mistake_with_help(span, format!("`{text}` is no folder"), help);
        } else if areas.iter().any(|known| known.value.as_str() == folder) {
            reader.mistake(span, format!("`{text}` is named twice"));
        } else {
            areas.push(Placed { value: RepoPath::from(folder), at: reader.place(span) });
        }
    }
    areas
}

fn bots(reader: &mut Reader<'_>, node: &Node<'_>) -> Vec<Placed<NamePattern>> {
    let mut bots = Vec::new();
    for (text, span) in names(reader, node) {
        match NamePattern::new(text) {
            Some(value) => bots.push(Placed { value, at: reader.place(span) }),
            None => reader.mistake(span, "this would be everybody: name a program"),
        }
    }
    bots
}

fn within(reader: &mut Reader<'_>, node: &Node<'_>, most: u16) -> Option<u16> {
    let number = reader.number::<u16>(node)?;
    if !(1..=most).contains(&number) {
        reader.mistake(node.span(), format!("a whole number from 1 to {most}"));
        return None;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) -> Config {
        let (config, mistakes) = read(".git-coach.toml", text);
        let found: Vec<String> = mistakes
            .iter()
            .map(|one| {
                let help = one.help.as_deref().unwrap_or_default();
                format!("{}:{} {} / {help}", one.place.line, one.place.column, one.what)
            })
            .collect();
        assert_eq!(found, expected);
        config
    }

    #[test]
    fn knows_what_was_meant() {
        check(
            "[\"ours/no-prints\"]\noff = true\n[practices.\"a/b\"]\nenabled = false\n",
            &[
                "1:2 there is no key `ours/no-prints` / write `[practices.\"ours/no-prints\"]`",
                "4:1 there is no key `enabled` / write `off = true` to switch it off, `off = \
                 false` for on",
            ],
        );
    }

    #[test]
    fn reads_what_a_team_sets() {
        let config = check(
            r#"
areas = ["crates/a", "./web/"]
bots = ["Deploy Robot", "ci@example.org"]

[windows]
days = 14
least-changes = 5

[practices."tests/source-comes-with-tests"]
level = "warning"
paths = "src/**"

[practices."security/*"]
off = true
"#,
            &[],
        );
        let areas: Vec<String> =
            config.areas.unwrap().iter().map(|area| area.value.to_string()).collect();
        assert_eq!(areas, ["crates/a", "web"]);
        assert_eq!(config.bots.unwrap()[1].at.to_string(), ".git-coach.toml:3");
        assert_eq!((config.days, config.least_changes), (Some(14), Some(5)));
        let entries: Vec<(String, String, Option<Level>, Option<bool>)> = config
            .entries
            .iter()
            .map(|one| (one.selector.to_string(), one.at.to_string(), one.level, one.off))
            .collect();
        assert_eq!(
            entries,
            [
                ("security/*".to_owned(), ".git-coach.toml:13".to_owned(), None, Some(true)),
                (
                    "tests/source-comes-with-tests".to_owned(),
                    ".git-coach.toml:9".to_owned(),
                    Some(Level::Warning),
                    None
                ),
            ]
        );
        assert_eq!(config.entries[1].paths.as_ref().unwrap().globs[0].value, "src/**");
    }

    #[test]
    fn names_every_mistake_and_keeps_what_is_right() {
        let config = check(
            r#"
area = ["a"]
areas = ["../x", "a", "a/", "/etc", "*"]
bots = ["*", 3]
[windows]
days = 0
least-changes = -1
[practices]
"tests" = { off = true }
"tests/a" = { level = "loud" }
"tests/b" = { levle = "note", off = "yes", paths = ["{"] }
"tests/c" = {}
"tests/d" = 1
"tests/e" = { off = true }
"tests/f" = "off"
"tests/g" = false
"tests/h" = "note"
"tests/i" = { level = "off" }
"#,
            &[
                "2:1 there is no key `area` / did you mean `areas`?",
                "3:10 `../x` is no folder / a folder from the top of the repository, as in \
                 \"crates/parser\"",
                "3:23 `a/` is named twice / ",
                "3:29 `/etc` is no folder / a folder from the top of the repository, as in \
                 \"crates/parser\"",
                "3:37 `*` is no folder / a folder from the top of the repository, as in \
                 \"crates/parser\"",
                "4:9 this would be everybody: name a program / ",
                "4:14 expected text in quotes, found a whole number / ",
                "6:8 a whole number from 1 to 3650 / ",
                "7:17 a number that is negative or too large / ",
                "9:1 `tests` names no practice / write `[practices.\"folder/name\"]`, or \
                 `[practices.\"folder/*\"]`",
                "10:23 there is no level `loud` / expected one of: note, suggestion, warning",
                "11:15 there is no key `levle` / did you mean `level`?",
                "11:37 expected `true` or `false`, found text / ",
                "11:53 not a glob: unclosed alternate group; missing '}' (maybe escape '{' with \
                 '[{]'?) / ",
                "12:1 nothing is set: say `level`, `off` or `paths` / ",
                "13:13 expected a table, found a whole number / as in `\"tests/d\" = { level = \
                 \"note\" }` or `{ off = true }`",
                "15:13 expected a table, found text / as in `\"tests/f\" = { off = true }`",
                "16:13 expected a table, found `true` or `false` / as in `\"tests/g\" = { off = \
                 true }`",
                "17:13 expected a table, found text / as in `\"tests/h\" = { level = \"note\" }`",
                "18:23 there is no level `off` / write `off = true` to switch it off",
            ],
        );
        assert_eq!(config.areas.unwrap().len(), 1);
        assert_eq!(config.entries.len(), 1);
        assert_eq!(config.entries[0].selector.to_string(), "tests/e");
    }

    #[test]
    fn an_id_without_quotes_is_told_of_as_that() {
        let what = "a key with `/` has to stand in quotes / quote it:";
        for (text, place, whole) in [
            ("[practices.ours/x]\noff = true\n", "1:12", "[practices.\"ours/x\"]"),
            ("[practices.tests/*]\noff = true\n", "1:12", "[practices.\"tests/*\"]"),
            ("[practices]\nours/x = { off = true }\n", "2:1", "\"ours/x\" = …"),
            ("practices.ours/x.off = true\n", "1:11", "practices.\"ours/x\".off = …"),
        ] {
            check(text, &[&format!("{place} {what} `{whole}`")]);
        }
        check(
            "[practices.ours+x]\n",
            &["1:16 invalid unquoted key, expected letters, numbers, `-`, `_` / "],
        );
    }

    #[test]
    fn no_text_is_a_reason_to_fail() {
        for text in ["", "=", "\u{0}", "[", "practices = 1", "windows = []", "a = \"\\u001b\""] {
            read("x", text);
        }
        let deep = format!("a = {}1{}", "[".repeat(5000), "]".repeat(5000));
        assert!(!read("x", &deep).1.is_empty());
        assert!(!read("x", &"# ".repeat(200_000)).1.is_empty());
        let globs = format!("[practices]\n\"a/b\" = {{ paths = [{}] }}", "'*a*', ".repeat(400));
        let (config, mistakes) = read("x", &globs);
        assert_eq!((config.entries.len(), mistakes.len()), (0, 1), "{mistakes:?}");
        let many = |each: &str| each.repeat(1000);
        for text in [
            format!("bots = [{}]", many("'a',")),
            format!("areas = [{}]", (0..1000).map(|at| format!("'{at}',")).collect::<String>()),
            (0..1000).map(|at| format!("practices.'a/p{at}'.off=true\n")).collect(),
        ] {
            let (_, mistakes) = read("x", &text);
            assert_eq!(mistakes.len(), 1, "{mistakes:?}");
            assert!(mistakes[0].what.starts_with("more than 500"), "{mistakes:?}");
        }
    }
}
