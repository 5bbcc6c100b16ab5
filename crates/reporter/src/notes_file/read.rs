//! Reads a file of agreements that anybody may have edited.

use std::collections::BTreeSet;

use git_coach_model::{Agreement, PracticeId, Private};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Item, Kept, SCHEMA, Unfit};

/// The most points of a file.
const MOST: usize = 1000;
/// The fewest and the most digits of a commit.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=40;

/// Reads a file.
///
/// # Errors
/// What it is instead.
pub fn read(text: &str) -> Result<Private<Kept>, Unfit> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Unfit::Empty);
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let ours =
        first.trim().strip_prefix("<!-- git-coach.agreements/").ok_or(Unfit::NoAgreements)?;
    let version = SCHEMA.rsplit('/').next().unwrap_or_default();
    let fields = ours
        .strip_prefix(version)
        .and_then(|fields| fields.strip_suffix("-->"))
        .filter(|fields| fields.starts_with(' '))
        .ok_or(Unfit::FirstLine)?;
    let items = items(rest);
    if items.len() > MOST {
        return Err(Unfit::TooMany);
    }
    let head = Head::read(fields).ok_or(Unfit::FirstLine)?;
    Ok(Private::new(Kept {
        repository: head.repository,
        people: head.people,
        offered: head.offered,
        asked: head.asked,
        items,
        rest: rest.to_owned(),
    }))
}

/// What the first line says.
#[derive(Default)]
struct Head {
    repository: String,
    people: BTreeSet<String>,
    offered: BTreeSet<PracticeId>,
    asked: BTreeSet<String>,
}

impl Head {
    fn read(fields: &str) -> Option<Self> {
        let mut head = Self::default();
        for field in fields.split_whitespace() {
            let (key, value) = field.split_once('=')?;
            let values = || value.split(',').filter(|value| !value.is_empty());
            let hashes = || -> Option<BTreeSet<String>> {
                values().map(|it| is_hex(it, 16..=16).then(|| it.to_owned())).collect()
            };
            match key {
                "repository" => {
                    head.repository = is_hex(value, 40..=40).then(|| value.to_owned())?
                }
                "people" => head.people = hashes()?,
                "offered" => {
                    head.offered = values().map(PracticeId::parse).collect::<Option<_>>()?
                }
                "asked" => head.asked = hashes()?,
                _ => return None,
            }
        }
        (!head.repository.is_empty() && !head.people.is_empty()).then_some(head)
    }
}

fn is_hex(text: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The points that somebody may tick, wherever they stand; what is code or a quotation of somebody's
/// is read like the rest.
fn items(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // The points that are open, each with its place among all; none where it has no box.
    let mut open: Vec<Option<usize>> = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TASKLISTS) {
        match event {
            Event::Start(Tag::Item) => open.push(None),
            Event::End(TagEnd::Item) => {
                open.pop();
            }
            Event::TaskListMarker(is_done) => {
                if let Some(last) = open.last_mut() {
                    *last = Some(items.len());
                    items.push(Item { is_done, text: String::new(), agreement: None });
                }
            }
            Event::Text(text) => add(&mut items, &open, &text),
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Paragraph) => {
                add(&mut items, &open, " ");
            }
            Event::Code(code) => {
                let found = open.last().copied().flatten().and_then(|at| items.get_mut(at));
                match (found, agreement(&code)) {
                    (Some(item), Some(agreement)) => item.agreement = Some(agreement),
                    _ => add(&mut items, &open, &code),
                }
            }
            _ => {}
        }
    }
    for item in &mut items {
        // What keeps a forge from linking is no part of the words.
        let text = item.text.replace('\u{200b}', "");
        item.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    items.retain(|item| !item.text.is_empty() || item.agreement.is_some());
    items
}

fn add(items: &mut [Item], open: &[Option<usize>], text: &str) {
    if let Some(item) = open.last().copied().flatten().and_then(|at| items.get_mut(at)) {
        item.text.push_str(text);
    }
}

/// `PRACTICE@COMMIT`.
fn agreement(code: &str) -> Option<Agreement> {
    let (practice, at) = code.trim().split_once('@')?;
    let practice = PracticeId::parse(practice)?;
    is_hex(at, DIGITS).then(|| Agreement { practice, at: at.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "<!-- git-coach.agreements/1 repository=0123456789012345678901234567890123456789 \
                         people=00000000000000aa,00000000000000bb offered=tests/a asked= -->";

    fn points(text: &str) -> Vec<(bool, String, Option<String>)> {
        let kept = read(&format!("{FIRST}\n{text}")).unwrap();
        let of = |item: &Item| {
            let code = item.agreement.as_ref().map(|it| format!("{}@{}", it.practice, it.at));
            (item.is_done, item.text.clone(), code)
        };
        kept.for_notes().items.iter().map(of).collect()
    }

    #[test]
    fn points_are_found_however_they_are_written() {
        let code = || Some("tests/a@0123abc".to_owned());
        let cases = [
            ("- [ ] Do it. `tests/a@0123abc`", (false, "Do it.", code())),
            ("* [x] Do\n  it. `tests/a@0123abc`", (true, "Do it.", code())),
            ("+ [X] By hand", (true, "By hand", None)),
            ("1. [ ] **Bold** `src/a.rs` too", (false, "Bold src/a.rs too", None)),
            ("- [ ] A &lt;b&gt; \\#&#8203;12", (false, "A <b> #12", None)),
            ("- [ ] `Tests/a@0123abc`", (false, "Tests/a@0123abc", None)),
            ("- [ ] `tests/a@0123abc`", (false, "", code())),
            ("- [ ] Do it.\r\n", (false, "Do it.", None)),
        ];
        for (text, (is_done, words, code)) in cases {
            assert_eq!(points(text), [(is_done, words.to_owned(), code)], "{text}");
        }
    }

    #[test]
    fn what_is_no_point_is_passed_over() {
        for text in ["", "# Head\n\nWords", "- no box", "```\n- [ ] in code\n```", "<p>- [ ] x</p>"]
        {
            assert_eq!(points(text), [], "{text}");
        }
        let nested = points("- [ ] outer\n  - [x] inner\n- list\n  - [ ] deep");
        let words: Vec<_> = nested.iter().map(|(_, words, _)| words.as_str()).collect();
        assert_eq!(words, ["outer", "inner", "deep"]);
    }

    #[test]
    fn what_is_no_file_of_agreements_is_told() {
        let broken = |from: &str, to: &str| FIRST.replace(from, to);
        for (text, why) in [
            (String::new(), Unfit::Empty),
            (" \n\n".to_owned(), Unfit::Empty),
            ("# Mine\n- [ ] x".to_owned(), Unfit::NoAgreements),
            (broken("agreements/1", "agreements/2"), Unfit::FirstLine),
            (broken("agreements/1", "agreements/11"), Unfit::FirstLine),
            (broken(" -->", ""), Unfit::FirstLine),
            (broken("repository=0", "repository="), Unfit::FirstLine),
            (broken("aa,", "zz,"), Unfit::FirstLine),
            (broken("people", "persons"), Unfit::FirstLine),
            (broken("tests/a", "../etc"), Unfit::FirstLine),
            (format!("{FIRST}\n{}", "- [ ] x\n".repeat(MOST + 1)), Unfit::TooMany),
        ] {
            assert_eq!(read(&text).err(), Some(why), "{text:.200}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            drop(read(&text));
            drop(points(&text));
        }
    }
}
