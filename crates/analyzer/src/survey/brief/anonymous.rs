//! A briefing in which every identity is replaced by a stable pseudonym.

use git_coach_model::{BriefSurvey, Finding, Value};

use crate::Error;
use crate::facts;
use crate::pseudonym::Names;
use crate::survey::Desk;

/// Replaces people, and their names in titles, values and lines. Addresses on a forge name
/// accounts, so nothing leads there any more.
pub(super) fn hide(desk: &Desk<'_>, mut survey: BriefSurvey) -> Result<BriefSurvey, Error> {
    let names = facts::names(desk, &desk.repo.history(survey.header.tip))?;
    survey.header.remote = None;
    survey.header.revision = names.without(&survey.header.revision);
    for change in &mut survey.changes {
        names.hide_in_change(change);
        for file in &mut change.files {
            // What stood on a line before may name somebody too.
            (file.added_lines, file.deleted_lines) = (None, None);
        }
    }
    let examples = survey.exemplars.values_mut().chain(survey.models.values_mut());
    let findings = survey.findings.iter_mut().chain(examples);
    findings.for_each(|finding| hide_in_finding(&names, finding));
    for tag in survey.delivered.tags.iter_mut().flatten() {
        *tag = names.without(tag);
    }
    Ok(survey)
}

fn hide_in_finding(names: &Names, finding: &mut Finding) {
    // The title of an area is its path, by which it is found again.
    if finding.subject.commit().is_some() {
        finding.title = names.without(&finding.title);
    }
    for value in finding.values.values_mut() {
        if let Value::Quoted(text) = value {
            *text = names.without(text);
        }
    }
    for text in finding.evidence.iter_mut().filter_map(|evidence| evidence.text.as_mut()) {
        *text = names.without(text).into();
    }
}
