//! What must hold of HTML, whatever stands in the page.

use super::*;
use crate::page::{At, Chart, Column, Dot, Picture, Share, Span};

/// What may write itself into a page that is opened in a browser.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' style='x",
    "<!-- -->&lt;b&gt;&#60;b&#62;",
    "javascript:alert(1) https://evil.example/x",
    "\u{202e}txet\u{2066} \u{1b}[31m\u{0}",
    "]]><svg/onload=alert(1)>",
];

/// A page that holds the text wherever a page holds text.
fn everywhere(text: &str) -> Page {
    let table = |line: &Line| Table {
        columns: vec![Column::left(line.clone())],
        rows: vec![vec![line.clone()]],
    };
    let chart = |picture| {
        let line = Line::new().quoted(text);
        Block::Chart(Chart { caption: line.clone(), picture, numbers: table(&line) })
    };
    let line = Line::new()
        .text(text)
        .strong(text)
        .emphasis(text)
        .quoted(text)
        .name(text)
        .path(text)
        .code(text)
        .span(Span::Changed(Fate::ALL.map(|fate| Word { fate, text: text.to_owned() }).into()));
    Page {
        title: line.clone(),
        blocks: vec![
            Block::Paragraph(line.clone()),
            Block::Heading(Depth::Section, line.clone()),
            Block::Heading(Depth::Part, line.clone()),
            Block::Lines(vec![line.clone()]),
            Block::List(vec![line.clone()]),
            Block::CheckList(vec![(Mark::Done, line.clone()), (Mark::Open, line.clone())]),
            Block::Table(Table {
                columns: vec![Column::left(line.clone()), Column::right(line.clone())],
                rows: vec![vec![line.clone(), line.clone()]],
            }),
            chart(Picture::Columns {
                columns: vec![(text.to_owned(), 3), ("more".to_owned(), 0)],
                marks: vec![At { place: 1.5, label: text.to_owned(), is_guideline: true }],
            }),
            chart(Picture::Dots {
                across: text.to_owned(),
                up: text.to_owned(),
                dots: vec![Dot { name: line.clone(), across: 900, up: 4, group: 9 }],
                groups: vec![line.clone(); 7],
            }),
            chart(Picture::Rows(vec![(line.clone(), 0)])),
            Block::Aside(line),
        ],
    }
}

/// The names of the dots at these places, as they are drawn.
fn named(dots: &[(&str, u32, u32)]) -> Vec<String> {
    let dot = |(name, across, up): &(&str, u32, u32)| Dot {
        name: Line::new().path(name),
        across: *across,
        up: *up,
        group: 0,
    };
    let picture = Picture::Dots {
        across: "lines".to_owned(),
        up: "changes".to_owned(),
        dots: dots.iter().map(dot).collect(),
        groups: Vec::new(),
    };
    let caption = Line::from("Files.");
    let block = Block::Chart(Chart { caption, picture, numbers: Table::default() });
    let text = html(&Page { title: Line::from("t"), blocks: vec![block] });
    let drawn = text.split("<text class=\"name\"").skip(1);
    drawn.filter_map(|rest| rest.split(['>', '<']).nth(1)).map(str::to_owned).collect()
}

#[test]
fn no_name_stands_above_another_dot() {
    assert_eq!(named(&[("src/a.rs", 900, 9), ("src/b.rs", 30, 4)]), ["src/a.rs", "src/b.rs"]);
    let beside = [("packages/long/name.rs", 900, 9), ("src/b.rs", 700, 9), ("src/c.rs", 10, 2)];
    assert_eq!(named(&beside), ["src/c.rs"], "two that are close have no room");
}

/// The elements of a document as a browser would open and close them; panics where one is not
/// closed, or is not one of ours.
#[track_caller]
fn elements(text: &str) -> Vec<String> {
    const VOID: [&str; 4] = ["meta", "rect", "line", "circle"];
    const OURS: [&str; 40] = [
        "del",
        "ins",
        "a",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "ul",
        "li",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "em",
        "q",
        "bdi",
        "code",
        "svg",
        "rect",
        "line",
        "circle",
        "text",
        "figure",
        "figcaption",
        "details",
        "summary",
    ];
    let text = text.strip_prefix("<!DOCTYPE html>").unwrap();
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(OURS.contains(&name), "<{tag}>");
        for attribute in tag.split('"').step_by(2).skip(1) {
            let named = attribute.trim_matches([' ', '=', '/']);
            assert!(!named.starts_with("on") && named != "style" && named != "src", "<{tag}>");
        }
        seen.push(name.to_owned());
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    seen
}

#[test]
fn what_is_hostile_opens_no_element() {
    let plain = elements(&html(&everywhere("plain")));
    for hostile in HOSTILE {
        let text = html(&everywhere(hostile));
        assert_eq!(elements(&text), plain, "{hostile}");
        let acts = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{2069}').contains(&c);
        assert_eq!(text.chars().find(|c| acts(*c)), None, "{hostile}");
    }
}

#[test]
fn a_line_of_ten_thousand_letters_stays_short() {
    let page = Page {
        title: Line::new().name("n".repeat(10_000)),
        blocks: vec![Block::List(vec![
            Line::new().quoted("q".repeat(10_000)).path("p".repeat(10_000)),
        ])],
    };
    assert!(html(&page).len() - STYLE.len() < 2_000);
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let text = html(&everywhere("plain"));
    for reaches in ["http://", "https://", "url(", "@import", "<script", "<link", "src=", "href="] {
        assert!(!text.contains(reaches), "{reaches}");
    }
    assert!(text.contains("default-src 'none'"));
    assert!(!STYLE.contains('<'), "a style sheet ends at the next `</style`");
}

#[test]
fn a_trend_says_its_numbers() {
    let shares = vec![None, Some(Share { part: 19, of: 21 }), Some(Share { part: 2, of: 7 })];
    let text = inline(&Line::new().trend(shares));
    assert!(text.contains("aria-label=\"Oldest first: too few, 19 of 21, 2 of 7\""), "{text}");
    assert_eq!(text.matches("<rect").count(), 3, "{text}");
}

#[test]
fn parts_end_where_the_next_begins() {
    let heading = |depth, text: &str| Block::Heading(depth, Line::from(text));
    let page = Page {
        title: Line::from("T"),
        blocks: vec![
            heading(Depth::Section, "A"),
            heading(Depth::Part, "1"),
            heading(Depth::Part, "2"),
            heading(Depth::Section, "B"),
            Block::Aside(Line::from("End.")),
        ],
    };
    let text = html(&page);
    let expected = "<section>\n<h2>A</h2>\n<article>\n<h3>1</h3>\n</article>\n<article>\n\
                    <h3>2</h3>\n</article>\n</section>\n<section>\n<h2>B</h2>\n</section>\n\
                    <p class=\"aside\">End.</p>\n";
    assert!(text.contains(expected), "{text}");
}
