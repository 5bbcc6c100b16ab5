//! Notes for somebody new in JSON.

use git_coach_model::{Care, Guide};
use schemars::JsonSchema;
use serde::Serialize;

use crate::harmless::plain;
use crate::json::v1::{Example, Missed, Praise, Remarked, Repository, Window, each};
use crate::page::Line;
use crate::report;

#[derive(JsonSchema, Serialize)]
pub(in crate::json) struct Onboarding {
    #[schemars(extend("const" = true))]
    private: bool,
    repository: Repository,
    window: Window,
    written: Vec<Written>,
    unwritten: Vec<&'static str>,
    good_places: Vec<String>,
    beside_the_code: Vec<String>,
    with_care: Vec<Careful>,
    ask: Vec<Ask>,
    examples: Vec<Praise>,
    starts: Vec<Example>,
    unseen: Vec<Missed>,
    remarks: Vec<Remarked>,
}

#[derive(JsonSchema, Serialize)]
struct Written {
    what: &'static str,
    path: String,
}

#[derive(JsonSchema, Serialize)]
struct Careful {
    place: String,
    why: &'static str,
    file: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Ask {
    place: String,
    names: Vec<String>,
}

impl From<&report::Onboarding> for Onboarding {
    fn from(report: &report::Onboarding) -> Self {
        let path = |path: &git_coach_model::RepoPath| plain(&Line::new().path(path));
        let careful = |(place, care): &(git_coach_model::RepoPath, Care)| {
            let (why, file) = match care {
                Care::OnePair => ("one-pair-of-hands", None),
                Care::Contested(file) => ("contested", Some(path(file))),
                Care::Hot(file) => ("hot", Some(path(file))),
                Care::Mended => ("mended", None),
            };
            Careful { place: path(place), why, file }
        };
        let name = |name: &String| plain(&Line::new().name(name));
        Self {
            private: true,
            repository: (&report.header).into(),
            window: report.window.into(),
            written: report
                .read
                .iter()
                .map(|(guide, page)| Written { what: what(*guide), path: path(page) })
                .collect(),
            unwritten: report.unwritten.iter().map(|guide| what(*guide)).collect(),
            good_places: report.good.iter().map(path).collect(),
            beside_the_code: report.asides.iter().map(path).collect(),
            with_care: report.careful.iter().map(careful).collect(),
            ask: report
                .ask
                .iter()
                .map(|(place, names)| Ask {
                    place: path(place),
                    names: names.iter().map(name).collect(),
                })
                .collect(),
            examples: each(&report.examples),
            starts: each(&report.starts),
            unseen: each(&report.unseen),
            remarks: each(&report.header.remarks),
        }
    }
}

const fn what(guide: Guide) -> &'static str {
    match guide {
        Guide::Readme => "readme",
        Guide::Contributing => "contributing",
        Guide::Architecture => "architecture",
        Guide::Decisions => "decisions",
        Guide::Owners => "owners",
        Guide::Template => "template",
        Guide::Changelog => "changelog",
    }
}
