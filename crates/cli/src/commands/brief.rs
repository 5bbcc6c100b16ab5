//! `git coach brief`: a briefing before a team review.

use git_coach_analyzer::survey::{self, Asked};
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{Audience, Brief, Format, Global};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Brief) -> Result<u8, Failure> {
    if asked.audience == Audience::Stakeholders {
        fits_stakeholders(asked)?;
    }
    let place = Workplace::open(global)?;
    let at = asked.at.as_deref();
    let (since, until) = place.window(asked.since.as_deref(), asked.until.as_deref(), at)?;
    let window = Asked { revision: asked.at.clone(), since, until };
    let survey = survey::brief(&place.desk(), &window)?;
    drop(place);
    let report = report::briefing(&survey, asked.audience.into());
    let links = asked.out.links(&survey.header);
    let page = || match asked.audience {
        Audience::Stakeholders => compose::stakeholders(&report),
        Audience::Team | Audience::Lead => links.lay(compose::briefing(&report, asked.minutes)),
    };
    asked.out.report(page, || json::briefing(&report), render::markdown)?;
    Ok(exit::SUCCESS)
}

/// Plain words have no form for other tools, and no meeting.
fn fits_stakeholders(asked: &Brief) -> Result<(), Failure> {
    let (said, hint) = if asked.out.format() == Format::Json {
        ("there is no JSON for stakeholders", "take terminal, markdown or html")
    } else if asked.minutes.is_some() {
        ("there is no agenda for stakeholders", "leave out `--minutes`")
    } else {
        return Ok(());
    };
    Err(Failure::new(said, hint, exit::USAGE))
}
