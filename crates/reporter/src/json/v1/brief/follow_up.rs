//! What became of the themes of an earlier briefing, in JSON.

use git_coach_model::PracticeId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::harmless::plain;
use crate::json::v1::names::PracticeName;
use crate::page::Line;
use crate::report;

/// What became of a theme of an earlier briefing.
#[derive(JsonSchema, Serialize)]
pub(super) struct Followed {
    #[schemars(with = "PracticeName")]
    practice: PracticeId,
    title: String,
    area: Option<String>,
    became: Became,
    numbers: Option<String>,
    next: Option<String>,
}

#[derive(JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Became {
    Settled,
    Better,
    Same,
    Worse,
    TooFew,
    Unseen,
}

impl From<report::Became> for Became {
    fn from(became: report::Became) -> Self {
        match became {
            report::Became::Settled => Self::Settled,
            report::Became::Better => Self::Better,
            report::Became::Same => Self::Same,
            report::Became::Worse => Self::Worse,
            report::Became::TooFew => Self::TooFew,
            report::Became::Unseen => Self::Unseen,
        }
    }
}

impl From<&report::Followed> for Followed {
    fn from(followed: &report::Followed) -> Self {
        let text = |text: &String| plain(&Line::from(text.clone()));
        Self {
            practice: followed.practice.clone(),
            title: text(&followed.title),
            area: followed.area.as_ref().map(text),
            became: followed.became.into(),
            numbers: followed.numbers.clone(),
            next: followed.next.as_ref().map(text),
        }
    }
}
