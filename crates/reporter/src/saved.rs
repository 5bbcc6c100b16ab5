//! A review saved by a run without rights, for one with rights to say it: `git-coach.saved/1`.
//!
//! Whoever wrote the file may be anybody. So it holds what was seen and no words: these are taken
//! from the practices that the reader trusts, and all text in it is shown as a quotation. A field
//! that is not known, a list that is too long, or an id that is none makes the whole unfit.

mod linters;
mod schema;

use std::collections::BTreeMap;
use std::fmt;

use git_coach_model::{
    ChangeId, CommitId, Evidence, Header, Practice, PracticeId, RepoPath, Value, Values,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::linters::Linters;
pub use self::schema::schema;
use crate::report::{Coaching, Note, Seen, in_words, worded};

/// The name of the schema.
pub const SCHEMA: &str = "git-coach.saved/1";
/// The most bytes of a file.
pub const LARGEST: u64 = 1 << 20;
/// The most of anything in a list.
const MOST: usize = 500;
/// The most bytes of a text.
const LONGEST: usize = 4096;

/// What a commit is named by.
const COMMIT: &str = "^[0-9a-fA-F]{40}$";
/// What a practice is named by.
const PRACTICE: &str = "^[0-9a-z-]+/[0-9a-z-]+$";

/// What a file holds, read and found to be sound.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Saved {
    #[schemars(extend("const" = SCHEMA))]
    schema: String,
    /// The merge base.
    #[schemars(regex(pattern = COMMIT))]
    base: String,
    /// The last commit.
    #[schemars(regex(pattern = COMMIT))]
    head: String,
    commits: u32,
    files: u32,
    size: Option<u64>,
    smaller_of: Option<(u32, u32)>,
    notes: Vec<Raised>,
    further: Vec<Raised>,
    praise: Option<Praised>,
    read_first: Vec<(String, u32)>,
    largest: Option<String>,
    linters: Option<Linters>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Praised {
    #[schemars(regex(pattern = PRACTICE))]
    practice: String,
    values: BTreeMap<String, Told>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raised {
    #[schemars(regex(pattern = PRACTICE))]
    practice: String,
    #[schemars(inner(regex(pattern = COMMIT)))]
    commits: Vec<String>,
    evidence: Vec<Place>,
    values: BTreeMap<String, Told>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Place {
    path: String,
    line: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
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
        praise: report.praise.as_ref().map(|praise| Praised {
            practice: praise.practice.to_string(),
            values: told(&praise.values),
        }),
        read_first: report.read_first.iter().map(|(path, at)| (path.to_string(), *at)).collect(),
        largest: report.largest.as_ref().map(ToString::to_string),
        linters: report.linters.as_ref().map(Linters::from),
    };
    // Maps with text keys, numbers and text can always be written.
    Some(serde_json::to_string_pretty(&saved).unwrap_or_default() + "\n")
}

/// The text, or as much of it as may be.
fn short(text: &str) -> String {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or_default()).unwrap_or_default().to_owned()
}

fn told(values: &Values) -> BTreeMap<String, Told> {
    let told = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::Number(number) => Told::Number(*number),
            Value::Text(text) | Value::Quoted(text) => Told::Words(short(text)),
            Value::Path(path) => Told::Path(path.to_string()),
        };
        (name.clone(), value)
    };
    values.iter().map(told).collect()
}

fn values(told: &BTreeMap<String, Told>) -> Values {
    let value = |(name, told): (&String, &Told)| {
        let value = match told {
            Told::Number(number) => Value::Number(*number),
            // Words of ours may have become words of others on the way.
            Told::Words(text) => Value::Quoted(text.clone()),
            Told::Path(path) => Value::Path(path.as_str().into()),
        };
        (name.clone(), value)
    };
    told.iter().map(value).collect()
}

impl From<&Evidence> for Place {
    fn from(one: &Evidence) -> Self {
        Self { path: one.path.to_string(), line: one.line }
    }
}

impl From<&Place> for Evidence {
    fn from(one: &Place) -> Self {
        Self { path: one.path.as_str().into(), line: one.line, text: None }
    }
}

impl From<&Note> for Raised {
    fn from(note: &Note) -> Self {
        Self {
            practice: note.practice.to_string(),
            commits: note.commits.iter().take(MOST).map(ToString::to_string).collect(),
            evidence: note.evidence.iter().take(MOST).map(Place::from).collect(),
            values: told(&note.values),
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
        saved.within_limits()?;
        Ok(saved)
    }

    /// Whether no list and no text is longer than may be, and every id is one.
    fn within_limits(&self) -> Result<(), Unfit> {
        let too_long = |what: &str| Unfit(format!("too much in one {what}"));
        let notes = || self.notes.iter().chain(&self.further);
        let values = || {
            let praise = self.praise.as_ref().map(|praise| &praise.values);
            notes().map(|one| &one.values).chain(praise)
        };
        let lists = [self.notes.len(), self.further.len(), self.read_first.len()];
        let of_notes = notes().flat_map(|one| [one.commits.len(), one.evidence.len()]);
        let of_values = values().map(BTreeMap::len);
        let of_linters = self.linters.iter().flat_map(Linters::lengths);
        let lengths = lists.into_iter().chain(of_notes).chain(of_values).chain(of_linters);
        if lengths.into_iter().any(|length| length > MOST) {
            return Err(too_long("list"));
        }
        let places = notes().flat_map(|one| &one.evidence).map(|place| &place.path);
        let words = values().flat_map(BTreeMap::values).filter_map(|told| match told {
            Told::Words(text) | Told::Path(text) => Some(text),
            Told::Number(_) => None,
        });
        let paths = self.read_first.iter().map(|(path, _)| path).chain(&self.largest);
        let of_linters = self.linters.iter().flat_map(Linters::texts);
        let mut texts = places.chain(words).chain(paths).chain(of_linters);
        if texts.any(|text| text.len() > LONGEST) {
            return Err(too_long("text"));
        }
        if self.smaller_of.is_some_and(|(below, all)| below > all) {
            return Err(Unfit("a part that is more than all".to_owned()));
        }
        let praised = self.praise.iter().map(|praise| &praise.practice);
        for id in notes().map(|one| &one.practice).chain(praised) {
            PracticeId::parse(id).ok_or_else(|| Unfit("an id that is none".to_owned()))?;
        }
        for one in notes() {
            one.commits.iter().try_for_each(|id| commit(id).map(drop))?;
        }
        Ok(())
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
            praise: self.praise.as_ref().and_then(|praise| {
                let practice = practices.get(&PracticeId::parse(&praise.practice)?)?;
                in_words(practice, values(&praise.values))
            }),
            read_first: self
                .read_first
                .iter()
                .map(|(path, at)| (path.as_str().into(), *at))
                .collect(),
            largest: self.largest.as_deref().map(RepoPath::from),
            linters: self.linters.as_ref().map(Linters::findings),
            unseen: Vec::new(),
        })
    }
}

impl Raised {
    fn seen(&self) -> Seen {
        Seen {
            commits: self.commits.iter().filter_map(|id| commit(id).ok()).collect(),
            evidence: self.evidence.iter().map(Evidence::from).collect(),
            values: values(&self.values),
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
