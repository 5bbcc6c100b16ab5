//! A page like those that reports become, for the tests of every format.

use git_coach_model::CommitId;

use super::*;
use crate::page::{Block, Column, Depth, Line, Page, Share, Table};

fn id(hex: [u8; 4]) -> CommitId {
    let mut bytes = [0; 20];
    bytes[..4].copy_from_slice(&hex);
    CommitId::new(bytes)
}

pub(super) fn briefing() -> Page {
    let section = |text: &str| Block::Heading(Depth::Section, Line::from(text));
    let share = |part: u32| Some(Share { part, of: 100 });
    let bars = |shares: [u32; 6]| Line::new().trend(shares.map(share).to_vec());
    Page {
        title: Line::new().text("Team review: ").name("harbor").text(" · 23 Oct – 22 Nov 2026"),
        blocks: vec![
            Block::Paragraph(Line::from("41 changes by 6 people on ").path("main").text(
                ", compared with the five 30-day windows before. Bots (12 changes), generated \
                     and vendored files left out.",
            )),
            section("Went well"),
            Block::List(vec![
                Line::new()
                    .strong("A fix brought its test.")
                    .text(" ")
                    .commit(id([0x3f, 0x1c, 0x2a, 0xb0]))
                    .text(" ")
                    .quoted("Reject a manifest with two `root` keys (#12)")
                    .text(" came with the test that shows it (+31 lines in ")
                    .path("tests/manifest.rs")
                    .text(")."),
                Line::new()
                    .strong("A hot spot shrank.")
                    .text(" ")
                    .commit(id([0xa9, 0x0e, 0x77, 0x10]))
                    .text(" took 212 lines out of ")
                    .path("src/scheduler.rs")
                    .text(", the most changed file of the year."),
            ]),
            section("Talk about this"),
            Block::Heading(
                Depth::Part,
                Line::from(
                    "1 · Source changes come with tests: 14 of 22 changes, down from 19 of 21",
                ),
            ),
            Block::Lines(vec![
                Line::from("Most of the eight without are in ").path("src/billing/").text(" (6)."),
                Line::new().emphasis("Why it matters.").text(
                    " A test that fails without the change tells the next reader which behaviour \
                     was meant to stay. (Levin & Yehudai 2017)",
                ),
                Line::new()
                    .emphasis("A good one to look at together:")
                    .text(" ")
                    .commit(id([0x77, 0xd0, 0x2b, 0xe0]))
                    .text(" ")
                    .quoted("Round half to even in invoices")
                    .text("."),
                Line::new()
                    .emphasis("Ask:")
                    .text(" What makes a test in billing harder to write than elsewhere?"),
                Line::new()
                    .emphasis("Next step:")
                    .text(" Pick one of the six and write its test together this week."),
            ]),
            Block::Heading(
                Depth::Part,
                Line::from("2 · Commits say why: 9 of 41 changes, as before"),
            ),
            Block::Lines(vec![
                Line::from("The subjects are clear; the reasons are kept elsewhere."),
                Line::new().emphasis("Ask:").text(" Where do we look for the reason today?"),
            ]),
            section("Where to look first"),
            Block::Table(Table {
                columns: vec![Column::left("place"), Column::left("why now")],
                rows: vec![
                    vec![
                        Line::new().path("src/scheduler.rs"),
                        Line::from("9 of 41 changes, 3 of them fixes; 1,204 lines"),
                    ],
                    vec![
                        Line::new().path("src/billing/tax.rs"),
                        Line::from("changed together with ")
                            .path("rates.toml")
                            .text(" in 11 of its last 12 changes, not in ")
                            .commit(id([0xc4, 0x1d, 0x9f, 0x00])),
                    ],
                ],
            }),
            section("Practices"),
            Block::Table(Table {
                columns: vec![
                    Column::left("practice"),
                    Column::right("now"),
                    Column::right("before"),
                    Column::left("trend"),
                ],
                rows: vec![
                    vec![
                        Line::from("Source changes come with tests"),
                        Line::from("14 of 22"),
                        Line::from("19 of 21"),
                        bars([95, 97, 80, 96, 90, 63]),
                    ],
                    vec![
                        Line::from("Commits say why"),
                        Line::from("9 of 41"),
                        Line::from("8 of 38"),
                        Line::new().trend(vec![
                            None,
                            None,
                            share(20),
                            share(40),
                            share(21),
                            share(22),
                        ]),
                    ],
                ],
            }),
            section("Agenda (30 minutes)"),
            Block::Paragraph(Line::from(
                "3 min went well · 10 min tests in billing · 8 min the why in messages · 5 min \
                 who pairs on infra · 4 min next steps",
            )),
            Block::Aside(Line::from(
                "Not seen: review comments (they are not in Git); 2 changes with blobs missing \
                 from this partial clone.",
            )),
        ],
    }
}

#[test]
fn a_briefing_in_a_terminal() {
    insta::assert_snapshot!(terminal(&briefing(), 80, Styling::Plain));
}

#[test]
fn a_briefing_in_a_narrow_terminal() {
    insta::assert_snapshot!(terminal(&briefing(), 40, Styling::Plain));
}

#[test]
fn a_briefing_in_markdown() {
    insta::assert_snapshot!(markdown(&briefing()));
}

#[test]
fn a_briefing_in_html() {
    let text = html(&briefing());
    let body = text.split_once("<body>").map(|(_, body)| body);
    insta::assert_snapshot!(body.unwrap_or_default());
}
