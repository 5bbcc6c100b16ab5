//! `git coach facts`: facts as rows.

mod attention;
mod authors;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use git_coach_analyzer::facts::{self, Reading};
use git_coach_analyzer::{Range, verdicts};
use git_coach_model::{CommitId, PracticeId, RepoPath, Scope};
use git_coach_reporter::rows::{self, Form, Row, RowWriter};

use super::Workplace;
use crate::args::{Facts, Global, What};
use crate::exit;
use crate::failure::Failure;
use crate::output::Sink;

pub(super) fn run(global: &Global, asked: &Facts) -> Result<u8, Failure> {
    match (asked.what, &asked.paths) {
        (What::Files, Some(from)) => of_paths(asked, from)?,
        (_, Some(_)) => {
            let hint = "as in `git ls-files | git coach facts files --paths`";
            return Err(Failure::new("`--paths` goes with `files`", hint, exit::USAGE));
        }
        _ => of_repository(&Workplace::open(global)?, asked)?,
    }
    Ok(exit::SUCCESS)
}

fn of_repository(place: &Workplace, asked: &Facts) -> Result<(), Failure> {
    if let (What::Files, Some(range)) = (asked.what, &asked.range) {
        let end = range.rsplit("..").next().map(|end| end.trim_start_matches('.'));
        let end = end.map(|end| end.trim_end_matches("^!")).filter(|end| !end.is_empty());
        let end = end.unwrap_or("HEAD");
        let hint = format!("name one revision, as in `git coach facts files --at {end}`");
        return Err(Failure::new("a tree has files, a range has none", hint, exit::USAGE));
    }
    authors::refuse_a_part(asked)?;
    if asked.with.is_some() && asked.what != What::Commits {
        let hint = "as in `git coach facts commits --with attention`";
        return Err(Failure::new("`--with` goes with `commits`", hint, exit::USAGE));
    }
    let (range, at) = scope(place, asked)?;
    let desk = place.desk();
    let names = || asked.anonymous.then(|| facts::names(&desk, &range)).transpose();
    let reading = match asked.what {
        What::Ownership | What::Coupling | What::TruckFactor => Reading::Files,
        _ => Reading::Lines,
    };
    let places = || facts::places(&desk, &range, at, reading);
    match asked.what {
        What::Commits if asked.with.is_some() => attention::write(&desk, asked, (&range, at)),
        What::Commits => {
            let names = names()?;
            let mut rows = Rows::begin::<rows::Commit>(asked)?;
            let mut limited = 0;
            facts::commits(&desk, &range, at, reading, |mut commit| {
                limited += u32::from(commit.renames_limited);
                if let Some(names) = &names {
                    names.hide_in_outline(&mut commit);
                }
                rows.write::<rows::Commit>(&commit)
            })?;
            rows.finish()?;
            tell_of_limit(limited)
        }
        What::Lines => {
            let mut rows = Rows::begin::<rows::Line>(asked)?;
            let mut limited = 0;
            facts::commits(&desk, &range, at, reading, |commit| {
                limited += u32::from(commit.renames_limited);
                commit.files.iter().try_for_each(|file| rows.write::<rows::Line>((&commit, file)))
            })?;
            rows.finish()?;
            tell_of_limit(limited)
        }
        What::Changes => {
            let names = names()?;
            let mut rows = Rows::begin::<rows::Change>(asked)?;
            facts::changes(&desk, &range, at, |mut change| {
                if let Some(names) = &names {
                    names.hide_in_change(&mut change);
                }
                rows.write::<rows::Change>(&change)
            })?;
            rows.finish()
        }
        What::Files => all::<rows::File, _>(asked, &facts::files(&desk, at)?),
        What::Verdicts => {
            let mut rows = Rows::begin::<rows::Verdict>(asked)?;
            let judged = verdicts::verdicts(&desk, &range, at)?;
            let scopes: BTreeMap<PracticeId, Scope> = place
                .stack
                .library
                .rules()
                .map(|rule| (rule.practice.id.clone(), rule.practice.scope))
                .collect();
            judged.iter().try_for_each(|one| {
                let Some(scope) = scopes.get(&one.practice) else {
                    return Ok(());
                };
                rows.write::<rows::Verdict>((&one.subject, *scope, &one.practice, one.verdict))
            })?;
            rows.finish()
        }
        What::Areas => all::<rows::Area, _>(asked, &places()?.areas()),
        What::Coupling => all::<rows::Coupling, _>(asked, &places()?.coupling()),
        What::Hotspots => all::<rows::Hotspot, _>(asked, &places()?.hotspots()),
        What::Percentiles => all::<rows::Percentiles, _>(asked, &places()?.percentiles()),
        What::Ownership => {
            all::<rows::Ownership, _>(asked, &authors::of_files(&places()?, asked.anonymous))
        }
        What::TruckFactor => {
            all::<rows::TruckFactor, _>(asked, &[authors::few(&places()?, asked.anonymous)])
        }
    }
}

/// Rows that are all there at once.
fn all<R, T>(asked: &Facts, facts: &[T]) -> Result<(), Failure>
where
    R: for<'a> Row<Fact<'a> = &'a T>,
{
    let mut rows = Rows::begin::<R>(asked)?;
    facts.iter().try_for_each(|fact| rows.write::<R>(fact))?;
    rows.finish()
}

/// The commits asked for, and the newest of them.
fn scope(place: &Workplace, asked: &Facts) -> Result<(Range, CommitId), Failure> {
    let Some(range) = &asked.range else {
        let tip = place.repo.tip(asked.at.as_deref())?;
        return Ok((place.repo.history(tip.commit), tip.commit));
    };
    let range = place.repo.range(range)?;
    let tip = range.tip();
    Ok((range, tip))
}

/// What paths alone tell, without a repository.
fn of_paths(asked: &Facts, from: &Path) -> Result<(), Failure> {
    let name =
        if from == Path::new("-") { "standard input".into() } else { from.to_string_lossy() };
    let failed = |error: &io::Error| Failure::file(&name, error);
    let mut input: Box<dyn Read> = if from == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(from).map_err(|error| failed(&error))?)
    };
    let mut rows = Rows::begin::<rows::File>(asked)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    // `git ls-files -z` ends paths with a zero byte and quotes none.
    let paths: Vec<RepoPath> = if bytes.contains(&0) {
        bytes.split(|byte| *byte == 0).map(RepoPath::from_bytes).collect()
    } else {
        let lines = bytes.split(|byte| *byte == b'\n');
        lines.map(|line| RepoPath::from_printed(line.strip_suffix(b"\r").unwrap_or(line))).collect()
    };
    for path in paths.into_iter().filter(|path| !path.as_str().is_empty()) {
        rows.write::<rows::File>(&facts::file_of_path(path))?;
    }
    rows.finish()
}

/// Says where renames were not looked for as closely as elsewhere.
fn tell_of_limit(commits: u32) -> Result<(), Failure> {
    if commits == 0 {
        return Ok(());
    }
    let commits = if commits == 1 { "1 commit".to_owned() } else { format!("{commits} commits") };
    let text = format!(
        "git-coach: {commits} added and removed too many files to compare them with one another\n\
         hint: files that were renamed and changed there are rows of their own, as in `git log -M`\n"
    );
    let written = io::stderr().write_all(text.as_bytes());
    written.map_err(|error| Failure::file("standard error", &error))
}

/// Rows on their way out.
struct Rows {
    name: String,
    writer: RowWriter<Sink>,
}

impl Rows {
    fn begin<R: Row>(asked: &Facts) -> Result<Self, Failure> {
        let sink = Sink::open(asked.output.as_deref())?;
        let name = sink.name().to_owned();
        let writer = RowWriter::new::<R>(Form::from(asked.format), sink)
            .map_err(|error| Failure::file(&name, &error))?;
        Ok(Self { name, writer })
    }

    fn write<R: Row>(&mut self, fact: R::Fact<'_>) -> Result<(), Failure> {
        self.writer.write::<R>(fact).map_err(|error| Failure::file(&self.name, &error))
    }

    fn finish(self) -> Result<(), Failure> {
        self.writer.finish().map_err(|error| Failure::file(&self.name, &error))
    }
}
