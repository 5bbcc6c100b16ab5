//! Pages in a terminal, block by block.

use proptest::prelude::*;

use super::*;
use crate::harmless::columns;
use crate::page::{Column, Span, Table};

fn page(blocks: Vec<Block>) -> Page {
    Page { title: Line::new(), blocks }
}

fn plain(block: Block, width: usize) -> String {
    terminal(&page(vec![block]), width, Styling::Plain)
}

#[test]
fn no_escape_comes_through() {
    for (name, hostile, expected) in [
        ("ESC", "\x1b", "␛"),
        ("CSI", "\x1b[2J", "␛[2J"),
        ("one-byte CSI", "\u{9b}2J", "<U+009B>2J"),
        ("OSC 8", "\x1b]8;;http://x\x1b\\y", "␛]8;;http://x␛\\y"),
        ("BEL", "\x07", "␇"),
        ("backspace", "a\x08b", "a␈b"),
        ("bidi", "a\u{202e}b", "a<U+202E>b"),
        ("DEL", "a\x7fb", "a␡b"),
    ] {
        let line = Line::new().quoted(hostile).text(" ").path(hostile);
        let text = plain(Block::Paragraph(line), 80);
        assert_eq!(text, format!("“{expected}” {expected}\n"), "{name}");
    }
    let line = Line::new().quoted("a\rb").text(" ").path("a\rb");
    assert_eq!(plain(Block::Paragraph(line), 80), "“a b” a␍b\n");
}

#[test]
fn lines_break_at_their_display_width() {
    for (name, text, expected) in [
        ("words", "one two three four five", "one two three four\nfive\n"),
        ("wide", "日本語日本語日本語日本語", "日本語日本語日本語日\n本語\n"),
        (
            "marks",
            "e\u{301}e\u{301}e\u{301} is three columns",
            "e\u{301}e\u{301}e\u{301} is three columns\n",
        ),
        ("emoji", "👩\u{200d}💻 has two columns", "👩\u{200d}💻 has two columns\n"),
        ("long", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrst\nuvwxyz\n"),
    ] {
        assert_eq!(plain(Block::Paragraph(Line::from(text)), 20), expected, "{name}");
    }
}

#[test]
fn what_belongs_together_hangs() {
    let line = || Line::from("one two three four five six");
    assert_eq!(plain(Block::List(vec![line()]), 20), "• one two three four\n  five six\n");
    assert_eq!(plain(Block::Lines(vec![line()]), 20), "one two three four\n  five six\n");
    let done = Block::CheckList(vec![(Mark::Done, line()), (Mark::Open, Line::from("a"))]);
    assert_eq!(plain(done, 20), "[x] one two three\n    four five six\n[ ] a\n");
}

#[test]
fn an_empty_block_leaves_no_gap() {
    let blocks = vec![
        Block::Paragraph(Line::from("one")),
        Block::List(Vec::new()),
        Block::Paragraph(Line::new()),
        Block::Table(Table::default()),
        Block::Paragraph(Line::from("two")),
    ];
    assert_eq!(terminal(&page(blocks), 80, Styling::Plain), "one\n\ntwo\n");
}

fn places() -> Table {
    Table {
        columns: vec![Column::left("place"), Column::right("changes"), Column::left("why now")],
        rows: vec![
            vec![
                Line::new().path("src/scheduler/queue/worker.rs"),
                Line::from("9"),
                Line::from("fixed three times this month"),
            ],
            vec![Line::new().path("日本.rs"), Line::from("11"), Line::from("growing")],
        ],
    }
}

#[test]
fn a_table_gives_way_to_a_narrow_terminal() {
    let wide = "\
place                          changes  why now
─────────────────────────────  ───────  ────────────────────────────
src/scheduler/queue/worker.rs        9  fixed three times this month
日本.rs                             11  growing
";
    assert_eq!(plain(Block::Table(places()), 80), wide);
    let narrow = "\
place            changes  why now
───────────────  ───────  ──────────────
src/…/worker.rs        9  fixed three
                          times this
                          month
日本.rs               11  growing
";
    let text = plain(Block::Table(places()), 40);
    assert!(text.lines().all(|line| columns(line) <= 40), "{text}");
    assert_eq!(text, narrow);
    let records = "\
src/sc…eue/worker.rs
  changes: 9
  why now: fixed
  three times this
  month
日本.rs
  changes: 11
  why now: growing
";
    assert_eq!(plain(Block::Table(places()), 20), records);
}

#[test]
fn colours_add_nothing_but_colour() {
    let page = crate::render::samples::briefing();
    let coloured = terminal(&page, 80, Styling::Coloured);
    assert!(coloured.contains("\x1b[36m3f1c2ab\x1b[0m"), "{coloured}");
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some(at) = rest.find('\x1b') {
        bare.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
    }
    bare.push_str(rest);
    assert_eq!(bare, terminal(&page, 80, Styling::Plain));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_on_the_page(text in any::<String>(), width in 20_usize..100) {
        for span in [Span::Quoted, Span::Name, Span::Path] {
            let line = || Line::new().text("see ").span(span(text.clone())).text(" there");
            let page = Page {
                title: line(),
                blocks: vec![
                    Block::Heading(Depth::Section, line()),
                    Block::Heading(Depth::Part, line()),
                    Block::Lines(vec![line(), line()]),
                    Block::List(vec![line()]),
                    Block::Table(Table {
                        columns: vec![Column::left("a"), Column::right(line())],
                        rows: vec![vec![line(), line()]],
                    }),
                    Block::Aside(line()),
                ],
            };
            let shown = terminal(&page, width, Styling::Plain);
            for line in shown.split('\n') {
                prop_assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
                prop_assert!(!line.contains(['\u{202e}', '\u{2066}', '\u{200f}']), "{line:?}");
                prop_assert!(!line.ends_with(' '), "{line:?}");
                prop_assert!(columns(line) <= width, "{line:?}");
            }
        }
    }
}
