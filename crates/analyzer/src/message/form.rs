//! How a subject begins: with a ticket, a Conventional Commits type, a tag, the name of a part.

use std::sync::LazyLock;

use git_coach_model::SubjectForm;
use regex::Regex;

use crate::pattern::literal;

macro_rules! forms {
    ($($name:ident = $pattern:expr;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| literal($pattern));)*
    };
}

forms! {
    TICKET = r"^(?:[\[(]?[A-Z][A-Z0-9]+-\d+\b|[\[(]?(?:#|GH-|gh-)\d+[\]):, ]|(?i:issue|bug) #?\d+\b)";
    CONVENTIONAL = r"^(?i:feat|feature|fix|docs?|style|refactor|perf|tests?|build|ci|chore|revert|types|workflow|release|wip|deps|dx|security|i18n)(?:\([^()]*\))?!?: ?\S";
    TAG = r"^\[[^\]]+\]";
    COMPONENT = r"^[\w./*+,{}()\x60<>#@-]+(?:,? [\w./*+{}<>-]+){0,3}: \S";
}

/// The form of a subject.
pub(super) fn of(subject: &str) -> SubjectForm {
    let subject = subject.trim_start();
    if TICKET.is_match(subject) {
        SubjectForm::Ticket
    } else if CONVENTIONAL.is_match(subject) {
        SubjectForm::Conventional
    } else if TAG.is_match(subject) {
        SubjectForm::Tag
    } else if COMPONENT.is_match(subject) {
        SubjectForm::Component
    } else {
        SubjectForm::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        for (form, subjects) in [
            (
                SubjectForm::Ticket,
                &[
                    "ABC-12 Mend it",
                    "[ABC-12] Mend it",
                    "#12: mend it",
                    "[#12] Mend it",
                    "Bug 1234 - x",
                ][..],
            ),
            (
                SubjectForm::Conventional,
                &["fix: mend it", "feat(parser)!: teach it", "Docs: say it", "fix(#12): mend it"],
            ),
            (SubjectForm::Tag, &["[parser] mend it", "[DOCS][parser] say it"]),
            (
                SubjectForm::Component,
                &[
                    "parser: mend it",
                    "t/helper: mend it",
                    "rebase -i: mend it",
                    "a, b: mend it",
                    "net/http: x",
                ],
            ),
            (
                SubjectForm::Plain,
                &["Mend it", "Add UTF-8", "Merge: ", "When it is long enough to be said so: x", ""],
            ),
        ] {
            for subject in subjects {
                assert_eq!(of(subject), form, "{subject}");
            }
        }
    }
}
