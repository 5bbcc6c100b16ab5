//! `git coach brief`: a briefing before a team review.

mod many;

use std::fs;
use std::path::Path;

use git_coach_analyzer::Repo;
use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::survey::{self, Asked};
use git_coach_reporter::json::{Previous, Unreadable};
use git_coach_reporter::report::Briefing;
use git_coach_reporter::{compose, json, render, report};

use super::Workplace;
use crate::args::{About, Audience, Brief, Format, Global};
use crate::exit;
use crate::failure::Failure;

pub(super) fn run(global: &Global, asked: &Brief) -> Result<u8, Failure> {
    if asked.audience == Audience::Stakeholders {
        fits_stakeholders(asked)?;
    }
    let about = about(asked)?;
    let place = match &about {
        About::Repositories(paths) => match paths.as_slice() {
            [one] if asked.repos.is_none() => Workplace::with(global, Repo::at(one)?, Source::Own)?,
            _ => return many::run(global, asked, paths),
        },
        About::Here | About::Between(..) => Workplace::open(global)?,
    };
    let previous = asked.previous.as_deref().map(previous).transpose()?;
    let window = window(&place, asked, &about)?;
    let survey = survey::brief(&place.desk(), &window)?;
    drop(place);
    let mut report = report::briefing(&survey, asked.audience.into());
    if let Some((name, previous)) = &previous {
        is_earlier(name, previous, &report)?;
        report.follow_up = Some(report::follow_up(&survey, previous));
    }
    let links = asked.out.links(&survey.header);
    let page = || match asked.audience {
        Audience::Stakeholders => compose::stakeholders(&report),
        Audience::Team | Audience::Lead => links.lay(compose::briefing(&report, asked.minutes)),
    };
    asked.out.report(page, || json::briefing(&report), render::markdown)?;
    Ok(exit::SUCCESS)
}

/// What the briefing is about; a range is a window of its own.
fn about(asked: &Brief) -> Result<About, Failure> {
    if let Some(file) = &asked.repos {
        return many::listed(file).map(About::Repositories);
    }
    let Some(about) = asked.about() else {
        let said = format!("`{}` is neither a range nor a repository", asked.what.join(" "));
        let hint = "write two ends, as in v1.0..v1.1, or folders that exist";
        return Err(Failure::new(said, hint, exit::USAGE));
    };
    let given = [
        (asked.since.is_some(), "--since"),
        (asked.until.is_some(), "--until"),
        (asked.since_last_tag, "--since-last-tag"),
        (asked.at.is_some(), "--at"),
    ];
    let is_range = matches!(about, About::Between(..));
    match given.into_iter().find(|(is_given, _)| is_range && *is_given) {
        Some((_, option)) => {
            let said = format!("a range and `{option}` both say which window is meant");
            Err(Failure::new(said, "leave one of them out", exit::USAGE))
        }
        None => Ok(about),
    }
}

/// Plain words have no form for other tools, and no meeting.
fn fits_stakeholders(asked: &Brief) -> Result<(), Failure> {
    let (said, hint) = if asked.out.format() == Format::Json {
        ("there is no JSON for stakeholders", "take terminal, markdown or html")
    } else if asked.minutes.is_some() {
        ("there is no agenda for stakeholders", "leave out `--minutes`")
    } else if asked.previous.is_some() {
        ("there is no follow-through for stakeholders", "leave out `--previous`")
    } else {
        return Ok(());
    };
    Err(Failure::new(said, hint, exit::USAGE))
}

/// The window: by two commits, since the last tag, or by dates.
fn window(place: &Workplace, asked: &Brief, about: &About) -> Result<Asked, Failure> {
    let (at, anonymous) = (asked.at.as_deref(), asked.anonymous);
    if let About::Between(first, last) = about {
        let since = place.repo.clock(Some(first))?.second_after();
        if since.seconds > place.repo.clock(Some(last))?.seconds {
            let hint = "the older end comes first, as in `git coach brief v1.0..v1.1`";
            let said = format!("there is nothing between `{first}` and `{last}`");
            return Err(Failure::new(said, hint, exit::NOTHING));
        }
        let revision = Some(last.clone());
        return Ok(Asked { revision, since: Some(since), until: None, anonymous });
    }
    if asked.since_last_tag {
        let Some((name, tagged)) = place.repo.last_tag(at)? else {
            let hint = "name the first moment with `--since`; a clone may leave tags out, and \
                        `git fetch --tags` brings them";
            return Err(Failure::new(
                "there is no tag before the last commit",
                hint,
                exit::NOT_FOUND,
            ));
        };
        let since = tagged.second_after();
        if since.seconds > place.repo.clock(at)?.seconds {
            let said = format!("nothing came after the tag `{name}`");
            return Err(Failure::new(said, "come back after the next commit", exit::NOTHING));
        }
        let revision = asked.at.clone();
        return Ok(Asked { revision, since: Some(since), until: None, anonymous });
    }
    let (since, until) = place.window(asked.since.as_deref(), asked.until.as_deref(), at)?;
    Ok(Asked { revision: asked.at.clone(), since, until, anonymous })
}

/// The briefing that was kept in a file, with the file's name.
fn previous(path: &Path) -> Result<(String, Previous), Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| Failure::file(&name, &error))?;
    let previous = json::previous(&text).map_err(|why| {
        let said = match why {
            Unreadable::NotJson => format!("{name} is not JSON"),
            Unreadable::OtherSchema => format!("{name} is not a briefing"),
        };
        let hint = "`git coach brief --output last.json` keeps one for the next time";
        Failure::new(said, hint, exit::FILE)
    })?;
    Ok((name, previous))
}

/// Whether the earlier briefing is of this repository and ended before this one.
fn is_earlier(name: &str, previous: &Previous, report: &Briefing) -> Result<(), Failure> {
    if !previous.is_of(report) {
        let (there, here) = (&previous.repository, &report.header.repository);
        let said = if there == here {
            format!("{name} is about another repository that is called `{there}`, too")
        } else {
            format!("{name} is about `{there}`, and this is `{here}`")
        };
        let hint = "name a briefing of this repository; it is known by the first commit of its \
                    history, or by its name where that is not in this clone";
        return Err(Failure::new(said, hint, exit::USAGE));
    }
    if previous.until >= report.window.until.seconds {
        let said = format!("{name} ends no earlier than this briefing");
        return Err(Failure::new(said, "name the one of the last meeting", exit::USAGE));
    }
    Ok(())
}
