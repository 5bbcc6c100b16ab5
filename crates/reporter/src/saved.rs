//! A review saved by a run without rights, for one with rights to say it: `git-coach.saved/1`.
//!
//! Whoever wrote the file may be anybody. So it holds what was seen and no words: these are taken
//! from the practices that the reader trusts, and all text in it is shown as a quotation. A field
//! that is not known, a list that is too long, or an id that is none makes the whole unfit.

use std::collections::BTreeMap;
use std::fmt;

use git_coach_model::{
    ChangeId, CommitId, Evidence, Header, Practice, PracticeId, RepoPath, Value, Values,
};
use serde::{Deserialize, Serialize};

use crate::report::{Coaching, Note, Seen, worded};

/// The name of the schema.
pub const SCHEMA: &str = "git-coach.saved/1";
/// The most bytes of a file.
pub const LARGEST: u64 = 1 << 20;
/// The most of anything in a list.
const MOST: usize = 500;
/// The most bytes of a text.
const LONGEST: usize = 4096;

/// What a file holds, read and found to be sound.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Saved {
    schema: String,
    base: String,
    head: String,
    commits: u32,
    files: u32,
    size: Option<u64>,
    smaller_of: Option<(u32, u32)>,
    notes: Vec<Raised>,
    further: Vec<Raised>,
    read_first: Vec<(String, u32)>,
    largest: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raised {
    practice: String,
    commits: Vec<String>,
    evidence: Vec<Place>,
    values: BTreeMap<String, Told>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Place {
    path: String,
    line: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Told {
    Number(u64),
    Words(String),
    Path(String),
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The coaching on commits as a file, with a final end of line; none for what is not committed.
pub fn save(report: &Coaching) -> Option<String> {
    let ChangeId::Range { base, head } = report.change else {
        return None;
    };
    let raised = |notes: &[Note]| notes.iter().map(Raised::from).collect();
    let saved = Saved {
        schema: SCHEMA.to_owned(),
        base: base.to_string(),
        head: head.to_string(),
        commits: report.commits,
        files: report.files,
        size: report.size,
        smaller_of: report.smaller,
        notes: raised(&report.notes),
        further: raised(&report.further),
        read_first: report.read_first.iter().map(|(path, at)| (path.to_string(), *at)).collect(),
        largest: report.largest.as_ref().map(ToString::to_string),
    };
    // Maps with text keys, numbers and text can always be written.
    Some(serde_json::to_string_pretty(&saved).unwrap_or_default() + "\n")
}

impl From<&Note> for Raised {
    fn from(note: &Note) -> Self {
        let place = |one: &Evidence| Place { path: one.path.to_string(), line: one.line };
        let told = |(name, value): (&String, &Value)| {
            let value = match value {
                Value::Number(number) => Told::Number(*number),
                Value::Text(text) | Value::Quoted(text) => Told::Words(text.clone()),
                Value::Path(path) => Told::Path(path.to_string()),
            };
            (name.clone(), value)
        };
        Self {
            practice: note.practice.to_string(),
            commits: note.commits.iter().take(MOST).map(ToString::to_string).collect(),
            evidence: note.evidence.iter().take(MOST).map(place).collect(),
            values: note.values.iter().map(told).collect(),
        }
    }
}

impl Saved {
    /// Reads a file that anybody may have written.
    ///
    /// # Errors
    /// Anything in it that [`save`] would not have written.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let saved: Self = serde_json::from_str(text).map_err(|error| Unfit(error.to_string()))?;
        if saved.schema != SCHEMA {
            return Err(Unfit(format!("not of the schema {SCHEMA}")));
        }
        saved.ends()?;
        let too_long = |what: &str| Unfit(format!("too much in one {what}"));
        let notes = || saved.notes.iter().chain(&saved.further);
        let lists = [saved.notes.len(), saved.further.len(), saved.read_first.len()];
        let of_notes =
            notes().flat_map(|one| [one.commits.len(), one.evidence.len(), one.values.len()]);
        if lists.into_iter().chain(of_notes).any(|length| length > MOST) {
            return Err(too_long("list"));
        }
        let texts = notes().flat_map(|one| {
            let words = one.values.values().filter_map(|told| match told {
                Told::Words(text) | Told::Path(text) => Some(text),
                Told::Number(_) => None,
            });
            one.evidence.iter().map(|place| &place.path).chain(words)
        });
        let paths = saved.read_first.iter().map(|(path, _)| path).chain(&saved.largest);
        if texts.chain(paths).any(|text| text.len() > LONGEST) {
            return Err(too_long("text"));
        }
        for one in notes() {
            one.commits.iter().try_for_each(|id| commit(id).map(drop))?;
            PracticeId::parse(&one.practice)
                .ok_or_else(|| Unfit("an id that is none".to_owned()))?;
        }
        Ok(saved)
    }

    /// The merge base and the head.
    ///
    /// # Errors
    /// None, once it was read.
    pub fn ends(&self) -> Result<(CommitId, CommitId), Unfit> {
        Ok((commit(&self.base)?, commit(&self.head)?))
    }

    /// The coaching, in the words of these practices; what none of them raises is left out.
    ///
    /// # Errors
    /// None, once it was read.
    pub fn coaching(
        &self,
        practices: &BTreeMap<PracticeId, Practice>,
        header: Header,
    ) -> Result<Coaching, Unfit> {
        let (base, head) = self.ends()?;
        let note = |one: &Raised| {
            let practice = practices.get(&PracticeId::parse(&one.practice)?)?;
            worded(practice, one.seen(), self.commits == 1)
        };
        Ok(Coaching {
            header,
            change: ChangeId::Range { base, head },
            title: String::new(),
            commits: self.commits,
            files: self.files,
            size: self.size,
            smaller: self.smaller_of,
            notes: self.notes.iter().filter_map(note).collect(),
            further: self.further.iter().filter_map(note).collect(),
            praise: None,
            read_first: self
                .read_first
                .iter()
                .map(|(path, at)| (path.as_str().into(), *at))
                .collect(),
            largest: self.largest.as_deref().map(RepoPath::from),
            linters: None,
            unseen: Vec::new(),
        })
    }
}

impl Raised {
    fn seen(&self) -> Seen {
        let value = |(name, told): (&String, &Told)| {
            let value = match told {
                Told::Number(number) => Value::Number(*number),
                // Words of ours may have become words of others on the way.
                Told::Words(text) => Value::Quoted(text.clone()),
                Told::Path(path) => Value::Path(path.as_str().into()),
            };
            (name.clone(), value)
        };
        let place =
            |one: &Place| Evidence { path: one.path.as_str().into(), line: one.line, text: None };
        Seen {
            commits: self.commits.iter().filter_map(|id| commit(id).ok()).collect(),
            evidence: self.evidence.iter().map(place).collect(),
            values: self.values.iter().map(value).collect::<Values>(),
            exemplar: None,
        }
    }
}

fn commit(text: &str) -> Result<CommitId, Unfit> {
    let bad = || Unfit("a commit that is none".to_owned());
    let mut bytes = [0; 20];
    if text.len() != 40 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(bad());
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        let digits = text.get(at * 2..at * 2 + 2).ok_or_else(bad)?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| bad())?;
    }
    Ok(CommitId::new(bytes))
}
