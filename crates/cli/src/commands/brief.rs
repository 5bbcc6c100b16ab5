//! `git coach brief`: a briefing before a team review.

use git_coach_analyzer::survey::{self, Asked};
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{Brief, Global};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Brief) -> Result<u8, Failure> {
    let place = Workplace::open(global)?;
    let at = asked.at.as_deref();
    let (since, until) = place.window(asked.since.as_deref(), asked.until.as_deref(), at)?;
    let window = Asked { revision: asked.at.clone(), since, until };
    let survey = survey::brief(&place.desk(), &window)?;
    drop(place);
    let report = report::briefing(&survey);
    asked.out.report(
        || compose::briefing(&report),
        || json::briefing(&report),
        render::markdown,
    )?;
    Ok(exit::SUCCESS)
}
