//! Which practices a setting is about.

use std::fmt;

use git_coach_model::PracticeId;

use crate::mistake::nearest;

/// One practice (`tests/source-comes-with-tests`) or a folder of them (`security/*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// This one.
    One(PracticeId),
    /// All of a folder.
    Folder(Box<str>),
}

impl Selector {
    /// Reads `folder/name` or `folder/*`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(folder) = text.strip_suffix("/*") {
            // A folder is named as in any id of it.
            return PracticeId::parse(&format!("{folder}/x")).map(|_| Self::Folder(folder.into()));
        }
        PracticeId::parse(text).map(Self::One)
    }

    /// Whether that practice is meant.
    pub fn selects(&self, id: &PracticeId) -> bool {
        match self {
            Self::One(one) => one == id,
            Self::Folder(folder) => id.as_str().split('/').next() == Some(folder),
        }
    }

    /// The nearest selector that would select one of `known`.
    pub(crate) fn nearest<'k>(
        &self,
        known: impl IntoIterator<Item = &'k PracticeId>,
    ) -> Option<String> {
        let known = known.into_iter().map(PracticeId::as_str);
        match self {
            Self::One(id) => nearest(id.as_str(), known).map(str::to_owned),
            Self::Folder(folder) => {
                let folders = known.filter_map(|id| id.split('/').next());
                nearest(folder, folders).map(|folder| format!("{folder}/*"))
            }
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(id) => id.fmt(f),
            Self::Folder(folder) => write!(f, "{folder}/*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selects_one_or_a_folder() {
        for (selector, id, expected) in [
            ("tests/a", "tests/a", true),
            ("tests/a", "tests/ab", false),
            ("tests/*", "tests/ab", true),
            ("tests/*", "testsuite/ab", false),
        ] {
            let id = PracticeId::parse(id).unwrap();
            assert_eq!(Selector::parse(selector).unwrap().selects(&id), expected, "{selector}");
        }
        for wrong in ["*", "*/*", "tests", "tests/", "Tests/*", "a/b/*", "tests/a*", ""] {
            assert_eq!(Selector::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn knows_what_was_meant() {
        let known = ["tests/source-comes-with-tests", "security/no-secrets"]
            .map(|id| PracticeId::parse(id).unwrap());
        for (wrong, nearest) in [
            ("tests/source-come-with-test", Some("tests/source-comes-with-tests")),
            ("secruity/*", Some("security/*")),
            ("zzz/*", None),
        ] {
            let selector = Selector::parse(wrong).unwrap();
            assert_eq!(selector.nearest(&known).as_deref(), nearest, "{wrong}");
        }
    }
}
