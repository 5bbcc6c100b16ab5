//! Notes for a one-to-one in JSON.

mod onboarding;

pub(in crate::json) use onboarding::Onboarding;

use git_coach_model::PracticeId;
use schemars::JsonSchema;
use serde::Serialize;

use super::names::PracticeName;

use super::{Example, Missed, Praise, Remarked, Repository, Window, each};
use crate::harmless::plain;
use crate::page::Line;
use crate::report;

#[derive(JsonSchema, Serialize)]
pub(in crate::json) struct Notes {
    #[schemars(extend("const" = true))]
    private: bool,
    own: bool,
    repository: Repository,
    name: String,
    identities: Vec<String>,
    left_out: Vec<String>,
    window: Window,
    nothing: bool,
    too_little: bool,
    together: Option<Example>,
    brought_in: Option<Example>,
    mostly_brought_in: bool,
    places: Vec<String>,
    share: &'static str,
    kinds: Vec<&'static str>,
    strengths: Vec<Praise>,
    situations: Vec<Situation>,
    known_to_few: Vec<KnownToFew>,
    others_know: Vec<String>,
    growth: Option<Growth>,
    questions: Vec<&'static str>,
    from_last_time: Vec<Recalled>,
    preparation: Option<Preparation>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

impl From<&report::Notes> for Notes {
    fn from(report: &report::Notes) -> Self {
        let paths = |paths: &[git_coach_model::RepoPath]| {
            paths.iter().map(|path| plain(&Line::new().path(path))).collect()
        };
        Self {
            private: true,
            own: report.voice == report::Voice::Own,
            repository: (&report.header).into(),
            name: plain(&Line::new().name(&report.name)),
            identities: named(&report.identities),
            left_out: named(&report.apart),
            window: report.window.into(),
            nothing: report.nothing,
            too_little: report.too_little,
            together: report.together.as_ref().map(|made| Example::from(&made.example)),
            brought_in: report.brought_in.as_ref().map(Example::from),
            mostly_brought_in: report.is_mostly_brought_in,
            places: paths(&report.places),
            share: match report.share {
                report::Share::All => "all",
                report::Share::Most => "most",
                report::Share::Some => "some",
            },
            kinds: report.kinds.clone(),
            strengths: each(&report.strengths),
            situations: each(&report.situations),
            known_to_few: each(&report.few_know),
            others_know: paths(&report.others_know),
            growth: report.growth.as_ref().map(Growth::from),
            questions: report.questions.clone(),
            from_last_time: each(&report.from_last_time),
            preparation: report.preparation.as_ref().map(Preparation::from),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

fn named(people: &[git_coach_model::Person]) -> Vec<String> {
    let named = |one: &git_coach_model::Person| format!("{} <{}>", one.name, one.email);
    people.iter().map(|one| plain(&Line::new().name(named(one).trim()))).collect()
}

/// A point of an earlier conversation, with what the repository shows of it since.
#[derive(JsonSchema, Serialize)]
struct Recalled {
    text: String,
    done: bool,
    seen: &'static str,
    shown: Option<Example>,
    open: Option<Example>,
}

impl From<&report::Recalled> for Recalled {
    fn from(recalled: &report::Recalled) -> Self {
        use report::SeenSince as Seen;
        let (seen, shown, open) = match &recalled.seen {
            Seen::NotAsked => ("not-asked", None, None),
            Seen::NotHeld => ("not-held", None, None),
            Seen::NoOccasion => ("no-occasion", None, None),
            Seen::NotAgain => ("not-again", None, None),
            Seen::Shown(shown) => ("shown", Some(shown), None),
            Seen::Open(open) => ("open", None, Some(open)),
            Seen::Both { shown, open } => ("shown-and-open", Some(shown), Some(open)),
        };
        Self {
            text: plain(&Line::new().quoted(&recalled.text)),
            done: recalled.is_done,
            seen,
            shown: shown.map(Example::from),
            open: open.map(Example::from),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Situation {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    example: Option<Example>,
    seen: String,
    effect: String,
    question: Option<String>,
}

impl From<&report::Situation> for Situation {
    fn from(situation: &report::Situation) -> Self {
        Self {
            practice: situation.practice.clone(),
            example: situation.example.as_ref().map(Example::from),
            seen: plain(&situation.seen),
            effect: plain(&situation.effect),
            question: situation.question.as_ref().map(plain),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Preparation {
    open_with: Option<Example>,
    about: Vec<&'static str>,
    limits: Vec<String>,
}

impl From<&report::NotesPreparation> for Preparation {
    fn from(preparation: &report::NotesPreparation) -> Self {
        Self {
            open_with: preparation.open_with.as_ref().map(Example::from),
            about: preparation.about.iter().map(|serves| serves.name()).collect(),
            limits: preparation.limits.clone(),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Growth {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    after: Option<Example>,
    step: String,
    model: Option<Model>,
    readings: Vec<Reading>,
}

/// A good model from the repository.
#[derive(JsonSchema, Serialize)]
struct Model {
    example: Example,
    own: bool,
    sure: bool,
}

/// A source to read on.
#[derive(JsonSchema, Serialize)]
struct Reading {
    reference: String,
    claim: String,
}

impl From<&git_coach_model::Reading> for Reading {
    fn from(reading: &git_coach_model::Reading) -> Self {
        Self { reference: reading.reference.clone(), claim: reading.claim.clone() }
    }
}

/// A place, with how many others worked there: none, one or two.
#[derive(JsonSchema, Serialize)]
struct KnownToFew {
    place: String,
    others: u32,
}

impl From<&git_coach_model::KnownToFew> for KnownToFew {
    fn from(known: &git_coach_model::KnownToFew) -> Self {
        Self { place: plain(&Line::new().path(&known.path)), others: known.others }
    }
}

impl From<&report::Growth> for Growth {
    fn from(growth: &report::Growth) -> Self {
        Self {
            practice: growth.practice.clone(),
            after: growth.after.as_ref().map(Example::from),
            step: plain(&growth.step),
            model: growth.model.as_ref().map(|model| Model {
                example: Example::from(&model.example),
                own: model.is_own,
                sure: model.is_sure,
            }),
            readings: each(&growth.readings),
        }
    }
}
