//! `git coach practices replay`: what practices would have said of the last changes, beside what
//! those of HEAD say today.

use std::path::Path;

use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::verdicts::{self, Replayed};
use git_coach_analyzer::{Repo, Tip};
use git_coach_model::{PracticeId, SubjectId, Verdict};
use git_coach_practices::{Origin, Stack};
use git_coach_reporter::page::{Block, Column, Depth, Line, Page, Table};
use git_coach_reporter::rows::{self, Form, RowWriter};
use git_coach_reporter::words;

use super::show;
use crate::args::{Global, ReplayFormat};
use crate::commands::Workplace;
use crate::configuration::{self, Configuration, Files};
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

/// How many differing verdicts of one practice are shown; the rows have all.
const MOST_SHOWN: usize = 20;
/// The verdicts in the order in which they are counted.
const VERDICTS: [Verdict; 4] =
    [Verdict::Present, Verdict::Missing, Verdict::NotApplicable, Verdict::Unseen];

pub(super) fn run(
    global: &Global,
    which: Option<&str>,
    (last, at): (u32, Option<&str>),
    format: ReplayFormat,
) -> Result<u8, Failure> {
    let repo = Repo::discover()?;
    let tip = repo.tip(at)?;
    let (others, one) = changed(global, &repo, &tip, which)?;
    let place = Workplace::quietly(global, repo, Source::Commit(tip.commit))?;
    let last = usize::try_from(last).unwrap_or(usize::MAX);
    let mut both = verdicts::replayed(&place.desk(), &others.library, tip.commit, last)?;
    drop(place);
    both.retain(|verdict| one.as_ref().is_none_or(|id| verdict.practice == *id));
    let form = match format {
        ReplayFormat::Terminal => {
            show(page(&both, one.as_ref(), last))?;
            return Ok(exit::SUCCESS);
        }
        ReplayFormat::Csv => Form::Csv,
        ReplayFormat::Jsonl => Form::JsonLines,
    };
    write_rows(&both, form)?;
    Ok(exit::SUCCESS)
}

/// The practices to compare with, and the one that is meant where one is.
fn changed(
    global: &Global,
    repo: &Repo,
    tip: &Tip,
    which: Option<&str>,
) -> Result<(Stack, Option<PracticeId>), Failure> {
    let path = which
        .map(Path::new)
        .filter(|path| path.extension().is_some_and(|end| end == "toml") || path.is_file());
    let (stack, name) = match path {
        None => {
            let configuration = Configuration::load(global, Some(repo), Source::Own)?;
            configuration.tell();
            (configuration.stack, which.map(str::to_owned))
        }
        Some(path) => {
            let file = super::test::one(path)?;
            let name = file.name.clone();
            let own = Files { origin: Origin::CommandLine, settings: None, practices: vec![file] };
            let stack = configuration::with(global, repo, Source::Commit(tip.commit), own)?;
            (stack, Some(name))
        }
    };
    let Some(name) = name else { return Ok((stack, None)) };
    let id = super::chosen(&stack, &name)?.rule.practice.id.clone();
    if stack.off.contains_key(&id) {
        let hint = "`--practice ID=LEVEL` switches it on for this run, as in \
                    tests/source-comes-with-tests=note";
        return Err(Failure::new(format!("`{id}` is switched off"), hint, exit::USAGE));
    }
    Ok((stack, Some(id)))
}

fn write_rows(both: &[Replayed], form: Form) -> Result<(), Failure> {
    let sink = Sink::open(None)?;
    let name = sink.name().to_owned();
    let failed = |error: std::io::Error| Failure::file(&name, &error);
    let mut writer = RowWriter::new::<rows::Replayed>(form, sink).map_err(failed)?;
    for one in both {
        let subject = (&one.subject, one.title.as_str());
        let fact = (subject, &one.practice, (one.today, one.replayed));
        writer.write::<rows::Replayed>(fact).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}

fn page(both: &[Replayed], one: Option<&PracticeId>, last: usize) -> Page {
    let last = words::number(u64::try_from(last).unwrap_or(u64::MAX));
    let over = format!(" over the last {last} changes");
    let title = match one {
        Some(id) => Line::from("Replay of ").code(id.as_str()).text(over),
        None => Line::from(format!("Replay of all practices{over}")),
    };
    let mut blocks = match one {
        Some(_) => vec![Block::Table(of_one(both))],
        None => vec![Block::Table(of_all(both))],
    };
    let differing: Vec<&Replayed> =
        both.iter().filter(|verdict| verdict.today != verdict.replayed).collect();
    if differing.is_empty() {
        blocks.push(Block::Paragraph("Both say the same everywhere.".into()));
        return Page { title, blocks };
    }
    let count = u64::try_from(differing.len()).unwrap_or(u64::MAX);
    let heading = format!("{} differently", words::count(count, "verdict reads", "verdicts read"));
    blocks.push(Block::Heading(Depth::Section, heading.into()));
    let shown = differing.iter().take(MOST_SHOWN);
    blocks.push(Block::List(shown.map(|verdict| difference(verdict, one.is_none())).collect()));
    let more = differing.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        let more = words::number(u64::try_from(more).unwrap_or(u64::MAX));
        let all = Line::from(format!("And {more} more: ")).code("--format csv").text(" has all.");
        blocks.push(Block::Aside(all));
    }
    Page { title, blocks }
}

/// How often each verdict is given, today and replayed.
fn of_one(both: &[Replayed]) -> Table {
    let mut rows: Vec<Vec<Line>> = VERDICTS
        .into_iter()
        .map(|verdict| {
            vec![
                verdict.name().into(),
                counted(both, |one| one.today == Some(verdict)),
                counted(both, |one| one.replayed == Some(verdict)),
            ]
        })
        .collect();
    if both.iter().any(|one| one.today.is_none() || one.replayed.is_none()) {
        rows.push(vec![
            "not asked".into(),
            counted(both, |one| one.today.is_none()),
            counted(both, |one| one.replayed.is_none()),
        ]);
    }
    let columns = vec![Column::left("Verdict"), Column::right("Today"), Column::right("Replayed")];
    Table { columns, rows }
}

/// A row a practice: how often each verdict is given, replayed.
fn of_all(both: &[Replayed]) -> Table {
    let rows = both
        .chunk_by(|left, right| left.practice == right.practice)
        .map(|verdicts| {
            let mut row = vec![Line::from(verdicts[0].practice.as_str())];
            let given = [Verdict::Present, Verdict::Missing, Verdict::Unseen];
            row.extend(given.map(|verdict| counted(verdicts, |one| one.replayed == Some(verdict))));
            row.push(counted(verdicts, |one| one.today != one.replayed));
            row
        })
        .collect();
    let columns = vec![
        Column::left("Practice"),
        Column::right("present"),
        Column::right("missing"),
        Column::right("unseen"),
        Column::right("differ"),
    ];
    Table { columns, rows }
}

fn counted(verdicts: &[Replayed], is_wanted: impl Fn(&&Replayed) -> bool) -> Line {
    let count = verdicts.iter().filter(is_wanted).count();
    words::number(u64::try_from(count).unwrap_or(u64::MAX)).into()
}

/// One subject on which they differ.
fn difference(verdict: &Replayed, with_practice: bool) -> Line {
    let named = |verdict: Option<Verdict>| verdict.map_or("not asked", Verdict::name);
    let (today, replayed) = (named(verdict.today), named(verdict.replayed));
    let line = match &verdict.subject {
        SubjectId::Area(path) => Line::new().path(path),
        subject => match subject.commit() {
            Some(id) => Line::new().commit(id).text(" ").quoted(verdict.title.as_str()),
            None => Line::new().name(verdict.title.as_str()),
        },
    };
    let line = if with_practice { line.text(", ").code(verdict.practice.as_str()) } else { line };
    line.text(format!(": {today} → {replayed}"))
}
