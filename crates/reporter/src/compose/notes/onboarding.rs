//! Notes for somebody new as a page, as private as they came.

use git_coach_model::{Care, Guide, Private, RepoPath};

use crate::compose::{not_seen, remarks, shown};
use crate::page::{Block, Depth, Line, Mark, Page};
use crate::report::{Onboarding, Praise};
use crate::words;

const ABOUT: &str = "Private, and meant for two: whoever starts here and whoever helps them. It says \
                     whom to ask and never how anybody works, and it sees only what Git sees.";
const QUESTIONS: [&str; 3] = [
    "What did you have to guess?",
    "What surprised you, and what would you have expected?",
    "Who helped you, and who else should know how they did it?",
];

/// Lays out the notes.
pub fn onboarding(report: Private<Onboarding>) -> Private<Page> {
    report.map(|report| page(&report))
}

fn page(report: &Onboarding) -> Page {
    let dates = words::dates(report.window);
    let title = Line::from("Notes for somebody new · ")
        .name(&report.header.repository)
        .text(format!(" · {dates}"));
    let mut blocks = vec![Block::Aside(Line::from(ABOUT))];
    blocks.push(heading("What is written down"));
    if !report.read.is_empty() {
        let page = |(guide, path): &(Guide, RepoPath)| {
            Line::new().file(path).text(": ").text(tells(*guide)).text(".")
        };
        blocks.push(Block::List(report.read.iter().map(page).collect()));
    }
    if !report.unwritten.is_empty() {
        let sorts = report.unwritten.iter().map(|guide| Line::from(tells(*guide)));
        let line = Line::from("Not found: a page that says ").line(words::list(sorts)).text(
            ". Whoever is new sees best what it ought to say: what you have to ask can become it.",
        );
        blocks.push(Block::Paragraph(line));
    }
    blocks.push(heading("Good places to start"));
    blocks.push(Block::Paragraph(good(report)));
    if !report.careful.is_empty() {
        blocks.push(heading("Better with somebody beside you"));
        blocks.push(Block::List(report.careful.iter().map(careful).collect()));
    }
    if !report.ask.is_empty() {
        blocks.push(heading("Whom to ask"));
        let row = |(path, names): &(RepoPath, Vec<String>)| {
            let names = names.iter().map(|name| Line::new().name(name));
            Line::new().path(path).text(": ").line(words::list(names))
        };
        blocks.push(Block::List(report.ask.iter().map(row).collect()));
    }
    if !report.examples.is_empty() {
        blocks.push(heading("What good work looks like here"));
        blocks.push(Block::List(report.examples.iter().map(example).collect()));
    }
    if !report.starts.is_empty() {
        blocks.push(heading("How others began"));
        let start = |one| Line::new().line(shown(one));
        blocks.push(Block::List(report.starts.iter().map(start).collect()));
    }
    blocks.push(heading("For the first weeks"));
    blocks.push(Block::CheckList(steps(report).into_iter().map(|it| (Mark::Open, it)).collect()));
    blocks.push(heading("To talk about when you meet next"));
    blocks.push(Block::List(QUESTIONS.map(Line::from).into()));
    blocks.extend(not_seen(&report.unseen).map(Block::Aside));
    blocks.extend(remarks(&report.header).into_iter().map(Block::Aside));
    Page { title, blocks }
}

fn heading(text: &str) -> Block {
    Block::Heading(Depth::Section, Line::from(text))
}

/// What a page tells.
const fn tells(guide: Guide) -> &'static str {
    match guide {
        Guide::Readme => "what this is and how to run it",
        Guide::Contributing => "how to work on it",
        Guide::Architecture => "which parts there are and how they fit",
        Guide::Decisions => "what was decided, and why",
        Guide::Owners => "who looks after what",
        Guide::Template => "what a change is asked",
        Guide::Changelog => "what changed for those who use it",
    }
}

fn good(report: &Onboarding) -> Line {
    let listed = |paths: &[RepoPath]| words::list(paths.iter().map(|path| Line::new().path(path)));
    if !report.good.is_empty() {
        return Line::from("In ").line(listed(&report.good)).text(
            " several people have worked in this time and most changes came with tests: there is \
             somebody to ask, and mistakes show early.",
        );
    }
    let ask = "No place showed both several people at work and tests that come along with most \
               changes. Ask who would like to work beside you on a first change.";
    if report.asides.is_empty() {
        return Line::from(ask);
    }
    Line::from(ask)
        .text(" In ")
        .line(listed(&report.asides))
        .text(" nothing breaks that runs, and whoever is new sees best what is not clear there.")
}

fn careful((path, care): &(RepoPath, Care)) -> Line {
    let line = Line::new().path(path).text(": ");
    match care {
        Care::OnePair => {
            line.text("the changes of this time are one person's, who may be glad of a second.")
        }
        Care::Contested(file) => {
            line.path(file).text(" goes back and forth; ask what was tried before.")
        }
        Care::Hot(file) => {
            line.path(file).text(" is large and often rewritten; a short tour saves a long search.")
        }
        Care::Mended => line.text("most changes mend something; ask what keeps coming back."),
    }
}

fn example(praise: &Praise) -> Line {
    let line = match &praise.example {
        Some(example) => Line::new().line(shown(example)).text(" "),
        None => Line::from("A change "),
    };
    line.line(praise.words.clone()).text(".")
}

fn steps(report: &Onboarding) -> Vec<Line> {
    let mut steps = vec![Line::from(
        "Run it and its tests on your own machine, and write down what nobody had written down.",
    )];
    let mut first = Line::from("Make a first change that can be read in a few minutes");
    if let Some(place) = report.good.first().or(report.asides.first()) {
        first = first.text(", for instance in ").path(place);
    }
    if let Some(start) = report.starts.first() {
        first = first.text(", like ").line(shown(start));
    }
    steps.push(first.text("."));
    if let Some((place, _)) = report.careful.first() {
        let tour = Line::from("Have somebody show you ").path(place);
        steps.push(tour.text(", and draw what you understood."));
    }
    steps
}
