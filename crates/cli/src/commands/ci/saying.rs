//! What there is to say, and how it follows what was said before.

use git_coach_analyzer::Repo;
use git_coach_forge::comment::{self, Comment, Marker, Order, Plan, Style};
use git_coach_forge::{Run, Target};
use git_coach_model::CommitId;
use git_coach_reporter::comment::{Round, comment, is_worth_it, open};
use git_coach_reporter::compose;
use git_coach_reporter::machine::annotations;
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::Coaching;

use super::range::Range;

/// The columns of the log.
const COLUMNS: usize = 80;

/// What a run has to say, whatever it is about.
pub(in crate::commands) trait Message {
    /// Where a comment goes, where it can be one.
    fn target(&self) -> Option<&Target>;
    /// Why there is no such place, where somebody expects one.
    fn no_target(&self) -> Option<String>;
    /// Whether there is anything to say to those who come and look.
    fn says_anything(&self) -> bool;
    /// What becomes of the comment of our `accounts`, among these comments.
    fn plan(&self, target: &Target, there: &[Comment], accounts: &[String]) -> Plan;
    /// The whole as Markdown in at most `room` bytes, where that can be had by giving up parts.
    fn markdown(&self, room: usize) -> String;
    /// The whole as plain text.
    fn text(&self) -> String;
    /// Commands for GitHub's runner, where there are notes to point at.
    fn annotations(&self) -> Option<String>;
    /// What was read, a line an end.
    fn ends(&self) -> String;
}

/// What there is to say about the change of a run.
pub(in crate::commands) struct Saying<'a> {
    pub(in crate::commands) run: &'a Run,
    pub(in crate::commands) report: &'a Coaching,
    pub(in crate::commands) repo: &'a Repo,
    pub(in crate::commands) range: Range,
    pub(in crate::commands) scope: String,
}

impl Message for Saying<'_> {
    fn target(&self) -> Option<&Target> {
        self.run.target.as_ref().filter(|_| self.run.silence.is_none())
    }

    fn no_target(&self) -> Option<String> {
        Some(match &self.run.silence {
            Some(silence) => format!("no comment: {silence}"),
            None => format!("no comment: {}", unplaced(self.run)),
        })
    }

    fn says_anything(&self) -> bool {
        is_worth_it(self.report)
    }

    fn plan(&self, target: &Target, there: &[Comment], accounts: &[String]) -> Plan {
        let speaking = Speaking {
            repo: self.repo,
            run: self.run.id,
            stands_at: self.run.stands_at.as_deref(),
            scope: &self.scope,
            commit: self.range.reviewed.head,
            open: open(self.report),
            is_worth_it: self.says_anything(),
        };
        speaking.plan(target, there, accounts, |before, open, room| {
            comment(self.report, before.map(|before| Round::between(before, open)), room)
        })
    }

    fn markdown(&self, room: usize) -> String {
        comment(self.report, None, room)
    }

    fn text(&self) -> String {
        render::terminal(&compose::coaching(self.report), COLUMNS, Styling::Plain)
    }

    fn annotations(&self) -> Option<String> {
        // What other tools found, they annotate themselves.
        Some(annotations(self.report)).filter(|commands| !commands.is_empty())
    }

    fn ends(&self) -> String {
        let reviewed = self.range.reviewed;
        let base = self.range.base.clone().unwrap_or_else(|| reviewed.base.to_string());
        let (head, from) = (reviewed.head, reviewed.base);
        match reviewed.merge {
            None => format!("base        {base}\nhead        {head}\nmerge base  {from}\n"),
            Some(merge) => format!(
                "base        {base}\nhead        {head}\nmerge       {merge}, compared with its first \
                 parent {from}: the merge base is not in this clone\n"
            ),
        }
    }
}

/// Why a run that is about a change has no place for a comment.
pub(super) const fn unplaced(run: &Run) -> &'static str {
    match run {
        Run { is_request: true, .. } => "on which forge the request is, is not known",
        Run { lookup: Some(_), .. } => "which request ends with this commit is not known",
        _ => "there is no request for review to comment on",
    }
}

/// Who speaks of what.
pub(super) struct Speaking<'a> {
    pub(super) repo: &'a Repo,
    pub(super) run: Option<u64>,
    /// The commit that the request ends with by now, where that is known.
    pub(super) stands_at: Option<&'a str>,
    pub(super) scope: &'a str,
    /// The last commit that is spoken of.
    pub(super) commit: CommitId,
    /// What is open, by practices.
    pub(super) open: Vec<String>,
    /// Whether it is worth calling anybody.
    pub(super) is_worth_it: bool,
}

impl Speaking<'_> {
    /// What becomes of the comment of our `accounts`; `text` makes it from what was open before and is
    /// open now, in so many bytes.
    pub(super) fn plan(
        self,
        target: &Target,
        there: &[Comment],
        accounts: &[String],
        text: impl FnOnce(Option<&[String]>, &[String], usize) -> String,
    ) -> Plan {
        let standing = comment::standing(there, accounts, self.scope);
        let theirs = standing.as_ref().and_then(|standing| standing.marker.as_ref());
        let head = self.commit.to_string();
        let before = theirs.and_then(|theirs| theirs.open_before(&head)).map(<[String]>::to_vec);
        let order = match self.stands_at {
            Some(head) if self.repo.ends_with(self.commit, head) => Order::Last,
            Some(_) => Order::GoneOn,
            None if theirs.is_some_and(|one| self.repo.comes_after(&one.head, self.commit)) => {
                Order::Before
            }
            None => Order::Unknown,
        };
        let (scope, run, open) = (self.scope.to_owned(), self.run, self.open);
        let marker = Marker { scope, head, run, open, before };
        let style = Style::of(target.project.forge);
        let taken = marker.written(style).len() + 1;
        let room = target.longest_comment().saturating_sub(taken);
        let text = text(marker.before.as_deref(), &marker.open, room);
        comment::plan(standing.as_ref(), (&marker, style), &text, self.is_worth_it, order)
    }
}
