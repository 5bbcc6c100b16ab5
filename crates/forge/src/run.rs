//! A run of a pipeline: which system it takes place in, and which change it is about.
//!
//! A pure function of the environment and the event's payload. Both are written by others, so a
//! value of another shape than expected counts as absent; what is left is enough or is not.

mod actions;
mod address;
mod asked;
mod gitlab;
mod others;

use std::fmt;

pub(crate) use address::encoded;
use serde_json::{Value, json};

/// A CI system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum System {
    /// GitHub Actions.
    GitHub,
    /// Gitea's and Forgejo's Actions, which call themselves GitHub as well.
    Forgejo,
    /// GitLab CI.
    GitLab,
    /// Bitbucket Pipelines.
    Bitbucket,
    /// Azure Pipelines.
    Azure,
    /// CircleCI.
    CircleCi,
    /// Buildkite.
    Buildkite,
    /// Jenkins.
    Jenkins,
    /// None of them: somebody's shell.
    #[default]
    Shell,
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GitHub => "GitHub Actions",
            Self::Forgejo => "Gitea or Forgejo Actions",
            Self::GitLab => "GitLab CI",
            Self::Bitbucket => "Bitbucket Pipelines",
            Self::Azure => "Azure Pipelines",
            Self::CircleCi => "CircleCI",
            Self::Buildkite => "Buildkite",
            Self::Jenkins => "Jenkins",
            Self::Shell => "a shell",
        })
    }
}

/// Whose interface takes a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forge {
    /// GitHub, and GitHub Enterprise.
    GitHub,
    /// Gitea and Forgejo.
    Gitea,
    /// GitLab.
    GitLab,
    /// Bitbucket.
    Bitbucket,
    /// Azure DevOps.
    Azure,
}

impl fmt::Display for Forge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GitHub => "GitHub",
            Self::Gitea => "Gitea or Forgejo",
            Self::GitLab => "GitLab",
            Self::Bitbucket => "Bitbucket",
            Self::Azure => "Azure DevOps",
        })
    }
}

/// A project on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Whose interface.
    pub forge: Forge,
    /// Where its interface begins, without a slash at the end: `https://api.github.com`.
    pub api: String,
    /// The project in the interface's addresses, already encoded: `owner/name`, a number, or
    /// `group%2Fname`.
    pub name: String,
}

impl Project {
    /// The request of this number in it.
    pub fn request(self, number: u64) -> Target {
        Target { project: self, place: Place::Request(number) }
    }

    /// An issue in it that is kept under this title; none where issues are another thing.
    pub fn issue(self, title: &str) -> Option<Target> {
        let tracker = Tracker::of(self.forge)?;
        let place = Place::Issue { tracker, title: title.to_owned() };
        Some(Target { project: self, place })
    }
}

/// Where a comment goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// In which project.
    pub project: Project,
    /// Where in it.
    pub place: Place,
}

/// Where in a project a comment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below the request of this number.
    Request(u64),
    /// It is an issue of its own.
    Issue {
        /// Whose issues.
        tracker: Tracker,
        /// What it is called when it is opened.
        title: String,
    },
}

impl Place {
    /// What stands there: a comment, or an issue.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Request(_) => "comment",
            Self::Issue { .. } => "issue",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(number) => write!(f, "request {number}"),
            Self::Issue { title, .. } => write!(f, "the issue “{title}”"),
        }
    }
}

/// Whose issues can be kept in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracker {
    /// GitHub's.
    GitHub,
    /// Gitea's and Forgejo's.
    Gitea,
    /// GitLab's.
    GitLab,
}

impl Tracker {
    const fn of(forge: Forge) -> Option<Self> {
        match forge {
            Forge::GitHub => Some(Self::GitHub),
            Forge::Gitea => Some(Self::Gitea),
            Forge::GitLab => Some(Self::GitLab),
            Forge::Bitbucket | Forge::Azure => None,
        }
    }
}

/// A request that is known by its last commit alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Where the interface of the forge begins, without a slash at the end.
    pub api: String,
    /// The project in the interface's addresses.
    pub project: String,
    /// The last commit.
    pub head: String,
}

/// Why a run has nothing to say, whatever the change is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Its author is still at it.
    Draft,
    /// A program opened the request: coaching is for people.
    Bot {
        /// Its account.
        account: String,
    },
    /// A merge queue tries what was reviewed before.
    MergeQueue,
    /// The event is about no change.
    NoChange {
        /// What happened.
        event: String,
    },
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => write!(f, "the request is a draft"),
            Self::Bot { account } => {
                write!(f, "`{account}`, which opened the request, is a program")
            }
            Self::MergeQueue => {
                write!(f, "a merge queue tries what was reviewed in its own request")
            }
            Self::NoChange { event } => write!(f, "`{event}` is about no change"),
        }
    }
}

/// A run of a pipeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Where it takes place.
    pub system: System,
    /// Names of the base, the best first; the merge base with it is where the change started.
    pub bases: Vec<String>,
    /// The branch that the change is to be merged into, where it is known.
    pub base_branch: Option<String>,
    /// Names of the last commit of the change, the best first.
    pub heads: Vec<String>,
    /// Where the last commit of the change can be fetched: `refs/pull/7/head`.
    pub head_ref: Option<String>,
    /// Whether the run is about a request for review.
    pub is_request: bool,
    /// Where that takes comments, as far as it is known.
    pub target: Option<Target>,
    /// How to find the request, if the event does not say which it is, or only which it was.
    pub lookup: Option<Lookup>,
    /// Whether the change comes from a fork, whose runs get no token to write with.
    pub from_fork: bool,
    /// The run's number, larger the later it started.
    pub id: Option<u64>,
    /// Whether the event tells who opened the request and whether it is a draft; else the forge does.
    pub is_told: bool,
    /// The commit that the request ends with by now, where the forge was asked; may be cut short.
    pub stands_at: Option<String>,
    /// Why to say nothing about a change.
    pub silence: Option<Silence>,
    /// Whether the clock started it, or a person without a change: it is about the project.
    pub is_scheduled: bool,
    /// The project, where it is known.
    pub project: Option<Project>,
    /// The folder in which the pipeline works, where it says.
    pub workspace: Option<String>,
}

impl Run {
    /// A run that nothing is known of yet.
    pub fn at(system: System) -> Self {
        Self { system, ..Self::default() }
    }

    fn base_branch(&mut self, branch: Option<String>) {
        let Some(branch) = branch else {
            return;
        };
        let branch = branch.strip_prefix("refs/heads/").unwrap_or(&branch).to_owned();
        self.bases.push(format!("refs/remotes/origin/{branch}"));
        self.base_branch = Some(branch);
    }
}

/// The run that the environment and the payload of its event speak of: one in a shell where no
/// pipeline is at work.
pub fn run(variable: impl Fn(&str) -> Option<String>, event: Option<&Value>) -> Run {
    let variables = Variables(&variable);
    let run = of_system(&variables, event);
    Run { workspace: workspace(run.system).and_then(|name| variables.set(name)), ..run }
}

/// The variable that names the folder of a pipeline.
const fn workspace(system: System) -> Option<&'static str> {
    Some(match system {
        System::GitHub | System::Forgejo => "GITHUB_WORKSPACE",
        System::GitLab => "CI_PROJECT_DIR",
        System::Bitbucket => "BITBUCKET_CLONE_DIR",
        System::Azure => "BUILD_SOURCESDIRECTORY",
        System::CircleCi => "CIRCLE_WORKING_DIRECTORY",
        System::Buildkite => "BUILDKITE_BUILD_CHECKOUT_PATH",
        System::Jenkins => "WORKSPACE",
        System::Shell => return None,
    })
}

fn of_system(variables: &Variables<'_>, event: Option<&Value>) -> Run {
    let set = |name| variables.set(name).is_some();
    if set("GITLAB_CI") {
        gitlab::run(variables)
    } else if set("GITEA_ACTIONS") || set("FORGEJO_ACTIONS") {
        // They set GitHub's variables too.
        actions::run(System::Forgejo, variables, event)
    } else if set("GITHUB_ACTIONS") {
        actions::run(System::GitHub, variables, event)
    } else if set("BITBUCKET_BUILD_NUMBER") {
        others::bitbucket(variables)
    } else if set("TF_BUILD") {
        others::azure(variables)
    } else if set("CIRCLECI") {
        others::circleci(variables)
    } else if set("BUILDKITE") {
        others::buildkite(variables)
    } else if set("JENKINS_URL") {
        others::jenkins(variables)
    } else if event.is_some() {
        // Whoever hands over a payload tries at home what GitHub would do.
        actions::run(System::GitHub, variables, event)
    } else {
        Run::at(System::Shell)
    }
}

/// The run once its request was found, as [`crate::post::find`] returns it.
pub fn run_on(
    variable: impl Fn(&str) -> Option<String>,
    event: Option<&Value>,
    request: Value,
) -> Run {
    let repository = event.map_or(Value::Null, |event| event["repository"].clone());
    let found = json!({ "pull_request": request, "repository": repository });
    let named = |name: &str| match name {
        "GITHUB_EVENT_NAME" => Some("pull_request".to_owned()),
        _ => variable(name),
    };
    run(named, Some(&found))
}

/// Where a GitHub-like payload is to be found, if the environment tells.
pub fn event_path(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let variables = Variables(&variable);
    ["GITHUB_ACTIONS", "GITEA_ACTIONS", "FORGEJO_ACTIONS"]
        .iter()
        .any(|name| variables.set(name).is_some())
        .then(|| variables.set("GITHUB_EVENT_PATH"))?
}

/// The environment.
struct Variables<'a>(&'a dyn Fn(&str) -> Option<String>);

impl Variables<'_> {
    /// A variable that is not empty.
    fn set(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.set(name)?.trim().parse().ok()
    }

    /// A commit's id, whole or cut short.
    fn commit(&self, name: &str) -> Option<String> {
        self.set(name).filter(|value| is_commit(value))
    }
}

/// Whether the text can be the id of a commit, and is not the one that stands for none.
fn is_commit(text: &str) -> bool {
    (7..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        && text.bytes().any(|byte| byte != b'0')
}

/// Whether an account is a program's, by what forges and the known programs call themselves.
fn is_program(account: &str) -> bool {
    let name = account.to_ascii_lowercase();
    let token = name.starts_with("project_") || name.starts_with("group_");
    name.ends_with("[bot]")
        || ["dependabot", "renovate", "renovate-bot", "gitlab-dependabot"].contains(&&*name)
        || token && name.contains("_bot")
}

/// Whether a title says that its author is still at it.
fn is_draft_title(title: &str) -> bool {
    let title = title.trim_start().to_ascii_lowercase();
    ["draft:", "[draft]", "(draft)", "wip:", "[wip]"].iter().any(|start| title.starts_with(start))
}

#[cfg(test)]
mod tests;
