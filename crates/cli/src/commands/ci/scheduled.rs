//! `git coach ci` on a schedule: the briefing, where those who read the pipeline find it.

use git_coach_analyzer::Repo;
use git_coach_analyzer::configuration::Source;
use git_coach_analyzer::survey::{self, Asked};
use git_coach_forge::comment::{Comment, Plan};
use git_coach_forge::{Run, Target};
use git_coach_reporter::comment::{briefing, open_themes};
use git_coach_reporter::compose;
use git_coach_reporter::render::{self, Styling};
use git_coach_reporter::report::{self, Audience, Briefing};

use super::saying::{Message, Speaking};
use super::{deepen, outputs, say, scope};
use crate::args::{Ci, Global};
use crate::commands::Workplace;
use crate::exit;
use crate::failure::Failure;

/// The columns of the log.
const COLUMNS: usize = 80;

/// Makes the briefing of the branch that is checked out, writes its files, and says it.
pub(super) fn run(
    global: &Global,
    asked: &Ci,
    run: &Run,
    files: &[outputs::File],
) -> Result<u8, Failure> {
    let repo = Repo::discover()?;
    let repo = if asked.deepen { deepen::whole(repo)? } else { repo };
    let place = Workplace::with(global, repo, Source::Own)?;
    let window = Asked { revision: None, since: None, until: None, anonymous: false };
    let survey = survey::brief(&place.desk(), &window)?;
    let report = report::briefing(&survey, Audience::Team);
    outputs::write_briefing(files, asked, &report)?;
    let issue = asked.issue.as_deref().zip(run.project.clone());
    let target = issue.and_then(|(title, project)| project.issue(title));
    let scope = scope(&asked.post, global, run, &place.repo);
    let overview = Overview { run, report: &report, repo: &place.repo, target, asked, scope };
    say(run, &asked.post, &overview)?;
    Ok(exit::SUCCESS)
}

/// What there is to say about the project.
struct Overview<'a> {
    run: &'a Run,
    report: &'a Briefing,
    repo: &'a Repo,
    target: Option<Target>,
    asked: &'a Ci,
    scope: String,
}

impl Message for Overview<'_> {
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    fn no_target(&self) -> Option<String> {
        let system = self.run.system;
        self.asked
            .issue
            .as_ref()
            .map(|_| format!("no issue: {system} has none to keep a briefing in"))
    }

    fn says_anything(&self) -> bool {
        true
    }

    fn plan(&self, target: &Target, there: &[Comment], accounts: &[String]) -> Plan {
        let open = open_themes(self.report);
        let speaking = Speaking {
            repo: self.repo,
            run: self.run.id,
            stands_at: None,
            scope: &self.scope,
            commit: self.report.header.tip,
            is_worth_it: !open.is_empty(),
            open,
        };
        speaking.plan(target, there, accounts, |_, _, room| briefing(self.report, room))
    }

    fn markdown(&self, room: usize) -> String {
        briefing(self.report, room)
    }

    fn text(&self) -> String {
        render::terminal(&compose::briefing(self.report, None), COLUMNS, Styling::Plain)
    }

    fn annotations(&self) -> Option<String> {
        None
    }

    fn ends(&self) -> String {
        format!("head        {}\n", self.report.header.tip)
    }
}
