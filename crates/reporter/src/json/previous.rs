//! Reads a briefing that was kept as JSON, for what a later one says of it.

use git_coach_model::{PracticeId, Tally};
use serde_json::Value;

use super::SCHEMA;
use crate::harmless::plain;
use crate::page::Line;
use crate::report::Briefing;

/// How many themes are taken from a file, and how many characters of each text: more than is ever
/// written, and no more than can be read.
const MOST_THEMES: usize = 10;
const MOST_TEXT: usize = 400;

/// What a kept briefing had to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// The repository's name.
    pub repository: String,
    /// The first commit of its main line, in hexadecimal digits; none where it could not be seen, or
    /// an earlier version wrote none.
    pub origin: Option<String>,
    /// The last moment of its window, in seconds since 1970.
    pub until: i64,
    /// Its themes, in order.
    pub themes: Vec<PreviousTheme>,
}

/// A theme of a kept briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviousTheme {
    /// The practice.
    pub practice: PracticeId,
    /// The habit.
    pub title: String,
    /// The area that it was about, where it was about one.
    pub area: Option<String>,
    /// The numbers of its newest window.
    pub tally: Tally,
    /// The next step.
    pub next: Option<String>,
}

impl Previous {
    /// Whether it is about the repository of a later report: one whose history begins with the same
    /// commit, whatever each is called; by its name where the beginning of either is not known.
    pub fn is_of(&self, report: &Briefing) -> bool {
        match (&self.origin, report.origin) {
            (Some(then), Some(now)) => *then == now.to_string(),
            _ => self.repository == plain(&Line::new().name(&report.header.repository)),
        }
    }
}

/// Why a file is no kept briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not JSON.
    NotJson,
    /// It is JSON of another schema, or of another job.
    OtherSchema,
}

/// Reads a briefing as this and earlier versions wrote it.
///
/// # Errors
/// What it is instead.
pub fn previous(text: &str) -> Result<Previous, Unreadable> {
    let value: Value = serde_json::from_str(text).map_err(|_| Unreadable::NotJson)?;
    let is_briefing = value["schema"] == SCHEMA && value["job"] == "brief";
    let read = || {
        Some(Previous {
            repository: value["repository"]["name"].as_str()?.to_owned(),
            origin: value["origin"].as_str().map(str::to_owned),
            until: value["window"]["until"].as_i64()?,
            themes: value["themes"]
                .as_array()?
                .iter()
                .take(MOST_THEMES)
                .map(theme)
                .collect::<Option<_>>()?,
        })
    };
    is_briefing.then(read).flatten().ok_or(Unreadable::OtherSchema)
}

fn theme(value: &Value) -> Option<PreviousTheme> {
    let newest = &value["windows"][0];
    let count = |name: &str| newest[name].as_u64().and_then(|count| u32::try_from(count).ok());
    Some(PreviousTheme {
        practice: PracticeId::parse(value["practice"].as_str()?)?,
        title: value["title"].as_str().map(cut)?,
        area: value["area"].as_str().map(cut),
        tally: Tally {
            present: count("present")?,
            missing: count("missing")?,
            unseen: count("unseen")?,
        },
        next: value["next"].as_str().map(cut),
    })
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_briefing_is_told() {
        for (text, why) in [
            ("", Unreadable::NotJson),
            ("{", Unreadable::NotJson),
            ("[]", Unreadable::OtherSchema),
            ("{\"schema\":\"git-coach.report/1\",\"job\":\"review\"}", Unreadable::OtherSchema),
            ("{\"schema\":\"git-coach.report/1\",\"job\":\"brief\"}", Unreadable::OtherSchema),
        ] {
            assert_eq!(previous(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_briefing_is_read() {
        let text = r#"{"schema":"git-coach.report/1","job":"brief","repository":{"name":"n"},
            "window":{"until":7},"themes":[{"practice":"tests/a","title":"A","next":"Do it.",
            "windows":[{"present":2,"missing":5,"unseen":0}]}]}"#;
        let read = previous(text).unwrap();
        assert_eq!((read.until, read.themes.len()), (7, 1));
        assert_eq!(read.themes[0].tally.missing, 5);
        let broken = text.replace("tests/a", "../etc");
        assert_eq!(previous(&broken), Err(Unreadable::OtherSchema));
    }
}
