//! What there is to say about the change of a run, and how it follows what was said before.

use git_coach_analyzer::Repo;
use git_coach_forge::comment::{self, Comment, Marker, Plan, Style};
use git_coach_forge::{Run, Target};
use git_coach_reporter::comment::{Round, comment, is_worth_it, open};
use git_coach_reporter::report::Coaching;

use super::range::Range;
use crate::args::Post;

/// What there is to say.
pub(in crate::commands) struct Saying<'a> {
    pub(in crate::commands) run: &'a Run,
    pub(in crate::commands) report: &'a Coaching,
    pub(in crate::commands) repo: &'a Repo,
    pub(in crate::commands) range: Range,
    pub(in crate::commands) asked: &'a Post,
}

impl Saying<'_> {
    /// Whether it is worth calling anybody.
    pub(super) fn is_worth_it(&self) -> bool {
        is_worth_it(self.report)
    }

    /// What becomes of the comment of `account` on a request with these comments.
    pub(super) fn plan(&self, target: &Target, there: &[Comment], account: &str) -> Plan {
        let scope = self.asked.scope.clone();
        let standing = comment::standing(there, account, &scope);
        let theirs = standing.as_ref().and_then(|standing| standing.marker.as_ref());
        let commit = self.range.reviewed.head;
        let head = commit.to_string();
        let before = theirs.and_then(|theirs| theirs.open_before(&head)).map(<[String]>::to_vec);
        let open = open(self.report);
        let round = before.as_deref().map(|before| Round::between(before, &open));
        let goes_back = theirs.is_some_and(|theirs| self.repo.comes_after(&theirs.head, commit));
        let marker = Marker { scope, head, run: self.run.id, open, before };
        let style = Style::of(target.forge);
        let taken = marker.written(style).len() + 1;
        let text = comment(self.report, round, target.longest_comment().saturating_sub(taken));
        comment::plan(standing.as_ref(), (&marker, style), &text, self.is_worth_it(), goes_back)
    }
}
