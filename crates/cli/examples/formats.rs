//! Measures how long it takes from facts to each format: `cargo run --release -p git-coach-cli
//! --example formats -- REPOSITORY [DAYS]`. Prints the fastest of a few rounds in milliseconds.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use git_coach_analyzer::survey::{self, Asked, Desk};
use git_coach_analyzer::{Progress, Repo, Threads};
use git_coach_model::BriefSurvey;
use git_coach_practices::stack;
use git_coach_reporter::links::Links;
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::{Audience, briefing};
use git_coach_reporter::{compose, json};

const ROUNDS: usize = 5;

struct Silent;

impl Progress for Silent {
    fn tell(&self, _: &'static str, _: usize, _: usize) {}
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().ok_or("name a repository")?);
    let days: i64 = arguments.next().map_or(Ok(365), |days| days.parse())?;
    let repo = Repo::at(&path)?;
    let stack = stack(&[], &[], &[]);
    let desk = Desk {
        repo: &repo,
        library: &stack.library,
        settings: &stack.settings,
        remarks: &[],
        use_cache: false,
        threads: Threads::new(None),
        progress: &Silent,
    };
    let since = Some(repo.clock(None)?.days_before(days));
    let asked = Asked { revision: None, since, until: None, anonymous: false };
    let survey = survey::brief(&desk, &asked)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} changes in {days} days", survey.changes.len())?;
    for (name, made) in FORMATS {
        let fastest = (0..ROUNDS).map(|_| time(|| made(&survey))).min().unwrap_or_default();
        writeln!(out, "{name:<14} {:>7.1} ms", fastest.as_secs_f64() * 1000.0)?;
    }
    Ok(())
}

fn time(made: impl FnOnce() -> String) -> Duration {
    let start = Instant::now();
    std::hint::black_box(made());
    start.elapsed()
}

type Made = fn(&BriefSurvey) -> String;

const FORMATS: [(&str, Made); 5] = [
    ("terminal", |survey| {
        render::terminal(
            &compose::briefing(&briefing(survey, Audience::Lead), None),
            80,
            Styling::Plain,
        )
    }),
    ("markdown", |survey| {
        let page = compose::briefing(&briefing(survey, Audience::Lead), None);
        render::markdown(&Links::new(&survey.header, &[]).lay(page))
    }),
    ("html", |survey| {
        let page = compose::briefing(&briefing(survey, Audience::Lead), None);
        render::html(&Links::new(&survey.header, &[]).lay(page))
    }),
    ("json", |survey| json::briefing(&briefing(survey, Audience::Lead))),
    ("stakeholders", |survey| {
        render::html(&compose::stakeholders(&briefing(survey, Audience::Stakeholders)))
    }),
];
