//! `git coach practices explain`: all about one practice.

use git_coach_model::Template;
use git_coach_practices::{Clause, Example, Filed, Library, SwitchedOff, clauses};
use git_coach_reporter::page::{Block, Depth, Line, Page};

use super::{show, unknown};
use crate::configuration::Configuration;
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(configuration: &Configuration, id: &str) -> Result<u8, Failure> {
    let stack = &configuration.stack;
    let filed = stack.filed(id).ok_or_else(|| unknown(stack, id))?;
    show(page(filed, stack.off.get(&filed.rule.practice.id)))?;
    Ok(exit::SUCCESS)
}

fn page(filed: &Filed, off: Option<&SwitchedOff>) -> Page {
    let practice = &filed.rule.practice;
    let mut head = vec![
        Line::new().code(practice.id.as_str()).text(format!(
            " · held against each {} · raised as a {} · confidence {} · serves {}",
            practice.scope, practice.level, practice.confidence, practice.serves
        )),
        Line::from("From: ").path(&filed.file).text(format!(" ({})", filed.origin)),
    ];
    if let Some(off) = off {
        let at = off.at.to_string();
        head.push(Line::new().strong("It is switched off").text(" by ").path(&at).text("."));
    }
    if let Some((globs, at)) = filed.rule.conditions.paths() {
        let globs = globs.into_iter().enumerate().fold(Line::new(), |line, (number, glob)| {
            line.text(if number == 0 { "" } else { ", " }).code(glob)
        });
        let at = at.to_string();
        head.push(Line::from("Held to the paths: ").line(globs).text(" by ").path(&at));
    }
    let mut blocks = vec![Block::Lines(head)];
    for clause in clauses(filed) {
        blocks.push(section(heading(&clause, filed)));
        blocks.push(Block::List(clause.all.iter().map(|phrase| coded(phrase)).collect()));
    }
    blocks.push(section("What it says"));
    blocks.push(Block::Lines(words(filed)));
    let cited = sources(filed);
    if !cited.is_empty() {
        blocks.push(section("What it rests on"));
        blocks.push(Block::List(cited));
    }
    blocks.push(section("Examples"));
    blocks.push(Block::List(filed.rule.examples.iter().map(example).collect()));
    Page { title: Line::from(practice.title.as_str()), blocks }
}

fn section(text: &str) -> Block {
    Block::Heading(Depth::Section, Line::from(text))
}

fn heading(clause: &Clause, filed: &Filed) -> &'static str {
    match (clause.table, filed.rule.practice.words.missing.is_some()) {
        ("applies", _) => "When it applies: all of",
        ("praised", _) => "When it is praised: all of",
        ("missing", _) => "When it is raised: all of",
        (_, true) => "When the habit is there: all of",
        (_, false) => "When it is praised: all of",
    }
}

fn words(filed: &Filed) -> Vec<Line> {
    let words = &filed.rule.practice.words;
    let template = |label: &'static str, template: Option<&Template>| {
        template.map(|template| (label, template.source()))
    };
    let in_notes: Vec<String> = words.notes_questions.iter().map(Template::source).collect();
    let said = [
        template("Missing:", words.missing.as_ref()),
        template("Praise:", words.praise.as_ref()),
        template("Why it matters:", Some(&words.why)),
        template("Ask:", words.question.as_ref()),
        template("Next step:", words.next.as_ref()),
        template("Ask the team:", words.team_question.as_ref()),
        template("Next step of the team:", words.team_next.as_ref()),
        (!in_notes.is_empty()).then(|| ("Ask in notes:", in_notes.join(" "))),
        words.limits.clone().map(|limits| ("What it cannot see:", limits)),
    ];
    said.into_iter()
        .flatten()
        .map(|(label, text)| Line::new().emphasis(label).text(format!(" {text}")))
        .collect()
}

/// The sources in full; a practice keeps their short citation.
fn sources(filed: &Filed) -> Vec<Line> {
    let sources = Library::sources();
    filed
        .rule
        .practice
        .evidence
        .iter()
        .map(|cite| match sources.iter().find(|source| source.cite == *cite) {
            Some(source) => Line::new()
                .strong(source.cite.clone())
                .text(format!(": {}", source.found))
                .text(format!(" {} ({})", source.claim, source.reference)),
            None => Line::from(cite.as_str()),
        })
        .collect()
}

fn example(example: &Example) -> Line {
    let verdict = example.verdict.map_or("", git_coach_model::Verdict::name);
    let mut line = Line::from(format!("{}: ", example.name)).strong(verdict);
    for file in &example.files {
        let counts = format!(" +{} -{} ", file.added, file.deleted);
        line = line.text(counts).path(&file.path);
    }
    for path in &example.tree {
        line = line.text(" in a tree with ").path(path);
    }
    for history in &example.history {
        let changes = format!(" {} changes by {} in ", history.changes, history.author);
        line = line.text(changes).path(&history.path);
    }
    if let Some(message) = &example.message {
        line = line.text(" said ").quoted(message);
    }
    for added in &example.lines {
        line = line.text(" ").path(&added.path).text(": ").code(added.text.as_str());
    }
    line
}

/// A phrase whose parts between backticks are code.
fn coded(phrase: &str) -> Line {
    phrase.split('`').enumerate().fold(Line::new(), |line, (at, part)| match (at % 2, part) {
        (_, "") => line,
        (0, words) => line.text(words),
        (_, code) => line.code(code),
    })
}
