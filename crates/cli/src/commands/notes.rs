//! `git coach notes`: notes for a one-to-one. They go to the one who asked and nowhere else.

mod shelf;

use std::io::{self, Write};
use std::path::Path;

use git_coach_analyzer::survey::{self, NotesAsked, Whom};
use git_coach_model::{Colleague, Private};
use git_coach_reporter::links::Links;
use git_coach_reporter::notes_file::{self, Owner};
use git_coach_reporter::page::Page;
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{Format, Global, Notes};
use crate::exit;
use crate::failure::Failure;
use shelf::Shelf;

pub(super) fn run(global: &Global, asked: &Notes) -> Result<u8, Failure> {
    is_sound(asked)?;
    let place = Workplace::open(global)?;
    let (since, until) = place.window(asked.since.as_deref(), asked.until.as_deref(), None)?;
    if asked.onboarding {
        let survey = survey::onboarding(&place.desk(), since, until)?;
        drop(place);
        let links = asked.out.links(&survey.for_notes().header);
        let report = report::onboarding(survey);
        return match asked.out.format() {
            Format::Json => say(asked, &links, Either::Json(json::onboarding(report))),
            _ => say(asked, &links, Either::Page(compose::onboarding(report))),
        };
    }
    let (whom, voice) = match asked.person.as_deref() {
        Some(who) => (Whom::Named(who), report::Voice::Colleague { prepare: asked.prepare }),
        None => (Whom::Own, report::Voice::Own),
    };
    let who = survey::colleague(&place.desk(), whom)?;
    let keeping = Keeping::of(&place, asked, &who)?;
    let kept = keeping.as_ref().and_then(|keeping| keeping.shelf.kept());
    let agreed = kept.map(|kept| kept.for_notes().agreements()).unwrap_or_default();
    let window = NotesAsked { since, until, agreed: &agreed };
    let survey = survey::notes(&place.desk(), who, window)?;
    drop(place);
    let links = asked.out.links(&survey.for_notes().header);
    let report = report::notes(survey, voice, kept);
    if asked.save.is_some()
        && let Some(Keeping { owner, shelf }) = &keeping
    {
        shelf.put(&notes_file::write(&report, owner, kept))?;
        if !global.quiet {
            tell(&format!("git-coach: the agreements are in {}", shelf.path().display()));
        }
    }
    match asked.out.format() {
        Format::Json => say(asked, &links, Either::Json(json::notes(report))),
        _ => say(asked, &links, Either::Page(compose::notes(report))),
    }
}

/// Notes in their last form before they are text.
enum Either {
    Json(Private<String>),
    Page(Private<Page>),
}

/// Hands notes to the one who asked.
fn say(asked: &Notes, links: &Links, notes: Either) -> Result<u8, Failure> {
    match notes {
        Either::Json(text) => {
            asked.out.report(Page::default, || text.for_notes().clone(), render::markdown)?;
        }
        Either::Page(page) => {
            let page = || links.lay(page.for_notes().clone());
            asked.out.report(page, String::new, render::markdown)?;
        }
    }
    Ok(exit::SUCCESS)
}

/// Whether the notes and their agreements go to two places.
fn is_sound(asked: &Notes) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let saved = asked.save.as_ref().and_then(Option::as_deref).or(asked.previous.as_deref());
    match (saved, asked.out.output.as_deref()) {
        (Some(saved), Some(output)) if real(saved) == real(output) => {
            let said =
                format!("{} cannot hold both the notes and the agreements", output.display());
            Err(Failure::new(said, "name two files", exit::USAGE))
        }
        _ => Ok(()),
    }
}

/// Whose agreements, and where they are.
struct Keeping {
    owner: Owner,
    shelf: Shelf,
}

impl Keeping {
    /// As asked for; nothing where there is nothing to read and nothing is to be kept. What cannot
    /// be read and was not asked for is told of, and stops nothing.
    fn of(
        place: &Workplace,
        asked: &Notes,
        who: &Private<Colleague>,
    ) -> Result<Option<Self>, Failure> {
        let named = asked.save.as_ref().and_then(Option::as_deref).or(asked.previous.as_deref());
        let is_asked = asked.save.is_some() || named.is_some();
        if !is_asked && !Shelf::are_any() {
            return Ok(None);
        }
        let Some(origin) = place.repo.origin()? else {
            if !is_asked {
                return Ok(None);
            }
            let hint = "fetch the rest: git fetch --unshallow";
            let said = "a shallow clone does not show which repository it is of, and agreements \
                        belong to one";
            return Err(Failure::new(said, hint, exit::REPOSITORY));
        };
        let owner = Owner::of(origin, who);
        let shelf = match named {
            Some(path) => Shelf::named(path, &owner, asked.save.is_none())?,
            None => match Shelf::own(&owner) {
                Ok(shelf) => shelf,
                Err(failure) if asked.save.is_some() => return Err(failure),
                Err(failure) => {
                    tell(&failure.to_string());
                    return Ok(None);
                }
            },
        };
        if asked.save.is_some() && place.repo.holds(shelf.path()) {
            let said = format!("{} lies in the repository", shelf.path().display());
            let hint = "agreements are for two, and what lies there may be committed: name a place \
                        outside, or none; where `-C` leads, paths begin there";
            return Err(Failure::new(said, hint, exit::USAGE));
        }
        Ok(Some(Self { owner, shelf }))
    }
}

fn tell(text: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{text}");
}
