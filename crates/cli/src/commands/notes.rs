//! `git coach notes`: notes for a one-to-one. They go to the one who asked and nowhere else.

use git_coach_analyzer::survey::{self, Whom};
use git_coach_reporter::page::Page;
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{Format, Global, Notes};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Notes) -> Result<u8, Failure> {
    let place = Workplace::open(global)?;
    let (since, until) = place.window(asked.since.as_deref(), asked.until.as_deref(), None)?;
    let (whom, voice) = match asked.person.as_deref() {
        Some(who) => (Whom::Named(who), report::Voice::Colleague { prepare: asked.prepare }),
        None => (Whom::Own, report::Voice::Own),
    };
    let survey = survey::notes(&place.desk(), whom, since, until)?;
    drop(place);
    let links = asked.out.links(&survey.for_notes().header);
    let report = report::notes(survey, voice);
    if asked.out.format() == Format::Json {
        let text = json::notes(report);
        asked.out.report(Page::default, || text.for_notes().clone(), render::markdown)?;
    } else {
        let page = compose::notes(report);
        asked.out.report(|| links.lay(page.for_notes().clone()), String::new, render::markdown)?;
    }
    Ok(exit::SUCCESS)
}
