//! What a practice is and what it says.

use std::fmt;

use serde::Serialize;

use crate::Template;

/// The name of a practice: its folder and file under `rules/`, as in
/// `tests/source-comes-with-tests`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PracticeId(Box<str>);

impl PracticeId {
    /// Reads `folder/name`, both of lower-case letters, digits and hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let (folder, name) = text.split_once('/')?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        (plain(folder) && plain(name)).then(|| Self(text.into()))
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PracticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A word that is none of those allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The words that are allowed.
    pub allowed: &'static [&'static str],
}

/// Declares an enum whose variants have one name each, in files and in output.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
            /// All of their names, in order.
            pub const NAMES: &[&str] = &[$($word,)*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|one| one.name() == text)
                    .ok_or(UnknownWord { allowed: Self::NAMES })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

words! {
    /// What one verdict of a practice is about.
    Scope {
        /// One commit.
        Commit = "commit",
        /// One change, as the team reviews it.
        Change = "change",
        /// The repository at one moment.
        Repository = "repository",
        /// A part of the tree.
        Area = "area",
    }
}

words! {
    /// How firmly a miss is raised.
    Level {
        /// Worth knowing.
        Note = "note",
        /// Worth a question.
        Suggestion = "suggestion",
        /// Worth settling before it goes on.
        Warning = "warning",
    }
}

words! {
    /// How sure the detection is.
    Confidence {
        /// A hint.
        Low = "low",
        /// Right as a rule.
        Medium = "medium",
        /// Hardly ever wrong.
        High = "high",
    }
}

words! {
    /// The responsibility of a technical lead that a practice serves.
    Serves {
        /// Technical decisions.
        Decisions = "decisions",
        /// Mentoring and the team's growth.
        Mentorship = "mentorship",
        /// Work across functions.
        Collaboration = "collaboration",
        /// Quality assurance and good practice.
        Quality = "quality",
        /// Debt, root causes, new ideas.
        ProblemSolving = "problem-solving",
        /// The team's success.
        Accountability = "accountability",
    }
}

/// What a practice says; the conditions that decide when are not here.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its name.
    pub id: PracticeId,
    /// The good habit as a heading.
    pub title: String,
    /// What one verdict is about.
    pub scope: Scope,
    /// The responsibility that it serves.
    pub serves: Serves,
    /// How firmly a miss is raised.
    pub level: Level,
    /// How sure the detection is.
    pub confidence: Confidence,
    /// The sources it rests on, as they are cited.
    pub evidence: Vec<String>,
    /// Its words.
    pub words: Words,
    /// Whether its verdicts are counted ("in 3 of 41 changes") and not measured: it looks for what
    /// should not be there.
    pub counts_misses: bool,
}

/// The sentences of a practice.
#[derive(Clone, Debug)]
pub struct Words {
    /// What is seen where the habit is missing; none makes the practice praise only.
    pub missing: Option<Template>,
    /// What was done well, told of the work: "came with …"; none means it is never praised.
    pub praise: Option<Template>,
    /// Why it matters.
    pub why: Template,
    /// An open question.
    pub question: Option<Template>,
    /// One small next step.
    pub next: Option<Template>,
    /// An open question for the team where the habit is missing again and again; may name
    /// [`Words::THEME_FACTS`] only.
    pub team_question: Option<Template>,
    /// One small next step for the team, likewise.
    pub team_next: Option<Template>,
    /// Open questions for a conversation of two about a subject without the habit; they take turns
    /// with [`Words::question`].
    pub notes_questions: Vec<Template>,
    /// What the detection cannot see.
    pub limits: Option<String>,
}

impl Words {
    /// What the words for a team may name: the place with most of what is missing, how many
    /// subjects lack the habit, and how many there are.
    pub const THEME_FACTS: [&str; 3] = ["place", "missing", "subjects"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_folder_and_a_name() {
        assert!(PracticeId::parse("tests/source-comes-with-tests").is_some());
        for wrong in ["tests", "tests/", "/a", "a/b/c", "Tests/a", "a/b c", ""] {
            assert!(PracticeId::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_word_leads_back_to_itself() {
        assert_eq!("problem-solving".parse(), Ok(Serves::ProblemSolving));
        assert_eq!("loud".parse::<Level>(), Err(UnknownWord { allowed: Level::NAMES }));
        assert!(Level::Note < Level::Warning);
    }
}
