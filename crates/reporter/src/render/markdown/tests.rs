//! Markdown read back by a parser: text of a repository stays text.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::page::{Column, Span};

fn paragraph(line: Line) -> String {
    markdown(&Page { title: Line::new(), blocks: vec![Block::Paragraph(line)] })
}

#[test]
fn text_of_the_repository_does_nothing() {
    for (name, hostile, expected) in [
        ("emphasis", "a *b* _c_ **d**", r"a \*b\* \_c\_ \*\*d\*\*"),
        ("html", "<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
        ("entity", "&copy;", "&amp;copy;"),
        ("link", "[a](http://x)", r"\[a\](http:&#8203;//x)"),
        ("image", "![a](b)", r"!\[a\](b)"),
        ("code", "`rm`", r"\`rm\`"),
        ("mention", "thanks @ana", "thanks @&#8203;ana"),
        ("address", "a@b.c", "a@&#8203;b.c"),
        ("issue", "fixes #12, GH-13", r"fixes \#&#8203;12, GH-&#8203;13"),
        ("merge request", "see !12 and $3", r"see !&#8203;12 and \$&#8203;3"),
        ("label", "~bug %\"v 1\"", "\\~&#8203;bug %&#8203;\"v 1\""),
        ("epic", "R&D &12", "R&amp;D &amp;&#8203;12"),
        ("bare address", "at WWW.x.org", "at WWW&#8203;.x.org"),
        ("table", "a | b", r"a \| b"),
        ("footnote", "[^1]", r"\[^1\]"),
        ("heading", "# a #", r"\# a \#"),
        ("strike", "~~a~~", r"\~\~&#8203;a\~\~"),
        ("escape", r"\*", r"\\\*"),
        ("line", "a\n\n# b", r"a \# b"),
    ] {
        let text = paragraph(Line::new().text("See ").quoted(hostile));
        assert_eq!(text, format!("See *{expected}*\n"), "{name}");
        let text = paragraph(Line::new().text("See ").name(hostile));
        assert_eq!(text, format!("See {expected}\n"), "{name}");
    }
}

#[test]
fn a_name_at_the_start_opens_nothing() {
    for (hostile, expected) in [
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("2026) a", r"2026\) a"),
        ("2026 a", "2026 a"),
        ("===", r"\==="),
        (":-", r"\:-"),
        ("/close", r"\/close"),
        ("---", r"\---"),
        ("> a", "&gt; a"),
        ("    a", "a"),
        ("~~~", r"\~\~\~"),
    ] {
        assert_eq!(paragraph(Line::new().name(hostile)), format!("{expected}\n"));
    }
}

#[test]
fn a_path_stays_in_its_code() {
    for (path, expected, in_cell) in [
        ("src/a.rs", "`src/a.rs`", "`src/a.rs`"),
        ("a`b", "``a`b``", "``a`b``"),
        ("`", "`` ` ``", "`` ` ``"),
        ("a``", "``` a`` ```", "``` a`` ```"),
        (" a ", "`  a  `", "`  a  `"),
        ("a|b", "`a|b`", r"`a\|b`"),
        (r"a\|b", r"`a\|b`", r"a\\\|b"),
        ("@a/#1", "`@a/#1`", "`@a/#1`"),
    ] {
        let line = Line::new().path(path);
        assert_eq!(inline(&line, Place::Inside), expected);
        assert_eq!(inline(&line, Place::Cell), in_cell);
    }
}

#[test]
fn neighbours_do_not_run_together() {
    for (line, expected) in [
        (Line::new().path("a").path("b"), "`a`&#8203;`b`"),
        (Line::new().text("`").path("b"), r"\`&#8203;`b`"),
        (Line::new().text("@").name("ana"), "@&#8203;ana"),
        (Line::new().text("x").quoted("y"), "x“y”"),
        (Line::new().strong("x").quoted("y"), "x“y”"),
        (Line::new().strong("Note: ").text("y"), "**Note:** y"),
        (Line::new().strong("").text("y"), "y"),
        (Line::new().text("(").quoted("y").text(")"), "(*y*)"),
    ] {
        assert_eq!(paragraph(line), format!("{expected}\n"));
    }
}

#[test]
fn a_comment_starts_lower() {
    let page = Page {
        title: Line::from("Notes"),
        blocks: vec![Block::Heading(Depth::Section, Line::from("More"))],
    };
    assert_eq!(comment(&page), "### Notes\n\n#### More\n");
}

#[test]
fn an_empty_block_leaves_no_gap() {
    let blocks = vec![
        Block::Paragraph(Line::from("one")),
        Block::List(Vec::new()),
        Block::Aside(Line::new()),
        Block::Table(Table::default()),
        Block::Paragraph(Line::from("two")),
    ];
    assert_eq!(markdown(&Page { title: Line::new(), blocks }), "one\n\ntwo\n");
}

/// A page with the text everywhere.
fn page_of(span: impl Fn() -> Span) -> Page {
    let alone = || Line::new().span(span());
    let within = || Line::new().text("a ").span(span()).text(" z");
    Page {
        title: within(),
        blocks: vec![
            Block::Heading(Depth::Section, alone()),
            Block::Paragraph(alone()),
            Block::Paragraph(within()),
            Block::Lines(vec![alone(), alone(), within()]),
            Block::Paragraph(Line::new().strong("b").text(" (").span(span()).text(") c")),
            Block::Paragraph(Line::new().span(span()).text(" ").span(span())),
            Block::List(vec![alone(), within()]),
            Block::CheckList(vec![(Mark::Done, alone()), (Mark::Open, within())]),
            Block::Table(Table {
                columns: vec![Column::left(alone()), Column::right("n")],
                rows: vec![vec![alone(), within()], vec![within()]],
            }),
            Block::Aside(within()),
        ],
    }
}

/// What a parser sees: the structure, and the text of each run with the separators taken out.
fn seen(markdown: &str) -> (Vec<String>, Vec<String>) {
    // What GitHub's or GitLab's Markdown has beyond CommonMark.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    let (mut shape, mut texts, mut run) = (Vec::new(), Vec::new(), String::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => run.push_str(&text.replace('\u{200b}', "")),
            other => {
                if !run.is_empty() {
                    shape.push("text".to_owned());
                    texts.push(std::mem::take(&mut run));
                }
                shape.push(match other {
                    // A heading's id is made of its text.
                    Event::Start(Tag::Heading { level, .. }) => format!("heading {level}"),
                    Event::End(TagEnd::Heading(level)) => format!("end of heading {level}"),
                    other => format!("{other:?}"),
                });
            }
        }
    }
    (shape, texts)
}

fn assert_harmless(make: fn(String) -> Span, text: &str) {
    let rendered = markdown(&page_of(|| make(text.to_owned())));
    for c in rendered.chars().filter(|c| *c != '\n') {
        assert!(!c.is_control() && !"\u{202e}\u{2066}\u{200f}".contains(c), "{c:?}");
    }
    // The same page with a text that is none of anything.
    let marker = "QQQ";
    let (plain_shape, plain_texts) = seen(&markdown(&page_of(|| make(marker.to_owned()))));
    let (shape, texts) = seen(&rendered);
    assert_eq!(shape, plain_shape, "{rendered}");
    let line = Line::new().span(make(text.to_owned()));
    let shown = match shown(&line).remove(0) {
        Shown::Text(text) | Shown::Name(text) | Shown::Quoted(text) | Shown::Path(text) => text,
        other => panic!("{other:?}"),
    };
    let expected: Vec<String> =
        plain_texts.iter().map(|text| text.replace(marker, &shown)).collect();
    let spaces_at_ends =
        |texts: &[String]| texts.iter().map(|text| text.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(spaces_at_ends(&texts), spaces_at_ends(&expected), "{rendered}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_harmless(text in any::<String>()) {
        assert_harmless(Span::Quoted, &text);
        assert_harmless(Span::Name, &text);
        assert_harmless(Span::Path, &text);
    }

    #[test]
    fn markup_is_harmless(text in r"([-+*_`~#|<>\[\](){}!&;:=.$^@/\\ a1\n\t]|<b>|&lt;|\*\*|```|www\.|http://|\[x\]){0,24}") {
        assert_harmless(Span::Quoted, &text);
        assert_harmless(Span::Name, &text);
        assert_harmless(Span::Path, &text);
    }

    #[test]
    fn no_address_is_left(text in r"(@|#|!|:|/|www|\.|a|1| |http){0,16}") {
        let rendered = paragraph(Line::new().text("x ").name(text));
        for active in ["://", "www.", "@a", "@1", "@.", "#1", "!1"] {
            prop_assert!(!rendered.contains(active), "{rendered}");
        }
    }
}
