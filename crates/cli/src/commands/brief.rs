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
    let window = Asked {
        revision: asked.at.clone(),
        since: place.moment(asked.since.as_deref(), at)?,
        until: place.moment(asked.until.as_deref(), at)?,
    };
    if let (Some(since), Some(until)) = (window.since, window.until)
        && since.seconds >= until.seconds
    {
        let hint = "`--since` is the earlier of the two";
        return Err(Failure::new("the window ends before it begins", hint, exit::USAGE));
    }
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
