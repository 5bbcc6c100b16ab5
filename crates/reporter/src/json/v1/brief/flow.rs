//! Who knows what, what was delivered, left for later and decided.

use git_coach_model::{Marks, PracticeId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::v1::names::PracticeName;

use super::path;
use crate::harmless::plain;
use crate::json::v1::{Counts, Praise, each};
use crate::page::Line;
use crate::report;

/// What a practice says of an area.
#[derive(JsonSchema, Serialize)]
pub(super) struct AreaNote {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    area: String,
    seen: String,
    question: Option<String>,
    next: Option<String>,
}

impl From<&report::AreaNote> for AreaNote {
    fn from(note: &report::AreaNote) -> Self {
        Self {
            practice: note.practice.clone(),
            area: path(&note.area),
            seen: plain(&note.seen),
            question: note.question.as_ref().map(plain),
            next: note.next.as_ref().map(plain),
        }
    }
}

/// An area with files whose authors changed nothing in the repository in the last 365 days.
#[derive(JsonSchema, Serialize)]
pub(super) struct LeftArea {
    area: String,
    files: u32,
    left: u32,
}

impl From<&git_coach_model::LeftArea> for LeftArea {
    fn from(area: &git_coach_model::LeftArea) -> Self {
        Self { area: path(&area.path), files: area.files, left: area.left }
    }
}

/// An area that few know, and the one beside it that several people know.
#[derive(JsonSchema, Serialize)]
pub(super) struct Pairing {
    area: String,
    near: String,
    near_people: u32,
    changes_together: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
}

impl From<&report::Pairing> for Pairing {
    fn from(pairing: &report::Pairing) -> Self {
        Self {
            area: path(&pairing.area),
            near: path(&pairing.near),
            near_people: pairing.keepers,
            changes_together: pairing.together,
            people: pairing.people.iter().map(|name| plain(&Line::new().name(name))).collect(),
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Delivered {
    tags: Option<Vec<String>>,
    fixes: u32,
    follow_up_fixes: u32,
    young_days: u32,
}

impl From<&git_coach_model::Delivered> for Delivered {
    fn from(delivered: &git_coach_model::Delivered) -> Self {
        let named = |tag: &String| plain(&Line::new().path(tag));
        Self {
            tags: delivered.tags.as_ref().map(|tags| tags.iter().map(named).collect()),
            fixes: delivered.fixes,
            follow_up_fixes: delivered.follow_ups,
            young_days: delivered.young_days,
        }
    }
}

/// Marks of work left for later in comments, in this window and in those before together.
#[derive(JsonSchema, Serialize)]
pub(super) struct Debt {
    now: Flow,
    before: Flow,
    place: Option<Marked>,
}

#[derive(JsonSchema, Serialize)]
struct Flow {
    opened: u32,
    paid: u32,
}

impl From<Marks> for Flow {
    fn from(marks: Marks) -> Self {
        Self { opened: marks.opened, paid: marks.paid }
    }
}

#[derive(JsonSchema, Serialize)]
struct Marked {
    area: String,
    opened: u32,
}

impl From<&report::Debt> for Debt {
    fn from(debt: &report::Debt) -> Self {
        let place = debt.place.as_ref();
        Self {
            now: debt.now.into(),
            before: debt.before.into(),
            place: place.map(|(area, opened)| Marked { area: path(area), opened: *opened }),
        }
    }
}

#[derive(JsonSchema, Serialize)]
pub(super) struct Decisions {
    decided: Vec<Decided>,
    records: Vec<String>,
    further_records: u32,
}

impl From<&report::Decisions> for Decisions {
    fn from(decisions: &report::Decisions) -> Self {
        Self {
            decided: each(&decisions.decided),
            records: decisions.records.iter().map(path).collect(),
            further_records: decisions.further_records,
        }
    }
}

/// Decisions of one sort, and in how many changes the reason is written down.
#[derive(JsonSchema, Serialize)]
struct Decided {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    counts: Counts,
    shown: Option<Praise>,
    question: Option<String>,
}

impl From<&report::Decided> for Decided {
    fn from(decided: &report::Decided) -> Self {
        Self {
            practice: decided.practice.clone(),
            title: decided.title.clone(),
            counts: decided.tally.into(),
            shown: decided.shown.as_ref().map(Praise::from),
            question: decided.question.as_ref().map(plain),
        }
    }
}
