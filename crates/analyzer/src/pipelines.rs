//! What the pipelines of a tree do, read from their descriptions as YAML; and the images that its
//! container files begin with.
//!
//! Owns which paths describe a pipeline and what its steps do. What a step only calls (a script, a
//! target, a workflow elsewhere) leaves open what it does: it may run the tests, and a pipeline is
//! said to lack something only where every step is understood.

mod does;
mod github;
mod images;
mod others;
mod yaml;

use git_coach_model::{FileChange, FileStatus, PipelineChange, Pipelines, Role, TreeFile};
use git2::{Oid, Tree};

use crate::repo::Repo;
use does::Does;
use yaml::Node;

/// How many pipelines, and how many container files, are read.
const MOST_FILES: usize = 100;
/// The largest content that is read, in bytes.
const LARGEST: usize = 256 << 10;

/// A pipeline as its description tells.
#[derive(Clone, Debug, Default)]
struct Pipeline {
    steps: Vec<Step>,
    /// The actions and workflows that it names.
    uses: Vec<String>,
    /// Whether it does more than prepare and tidy.
    runs_something: bool,
    on_changes: Option<bool>,
    /// Whether its token may do little: asked of GitHub's alone.
    narrow: Option<Option<bool>>,
    /// Whether a part of it is not here.
    unknown: bool,
}

impl Pipeline {
    fn does(&self) -> Does {
        let unknown = Does { calls: self.unknown, ..Does::NOTHING };
        self.steps.iter().fold(unknown, |all, step| all.and(step.does))
    }

    fn unknown() -> Self {
        Self { unknown: true, narrow: None, ..Self::default() }
    }
}

/// One step.
#[derive(Clone, Debug)]
struct Step {
    /// Its command, or the action that it uses.
    text: String,
    does: Does,
    /// Whether the pipeline goes on where it fails.
    may_fail: bool,
}

impl Step {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), does: Does::NOTHING, may_fail: false }
    }

    fn of_script(script: &str) -> Self {
        Self { does: does::of_script(script), may_fail: is_excused(script), ..Self::of(script) }
    }
}

/// Whether a line that checks something goes on where it fails.
fn is_excused(script: &str) -> bool {
    script.lines().any(|line| {
        let excuse =
            [("|| true"), ("|| :"), ("|| exit 0")].iter().find_map(|end| line.split_once(end));
        excuse.is_some_and(|(before, _)| does::of_script(before).checks())
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    GitHub,
    GitLab,
    Rough,
    /// One whose descriptions are not read.
    Other,
}

fn system(path: &str, role: Role) -> Option<System> {
    let is_yaml = path.ends_with(".yml") || path.ends_with(".yaml");
    if let Some(name) = path.strip_prefix(".github/workflows/") {
        return (is_yaml && !name.contains('/')).then_some(System::GitHub);
    }
    match path {
        ".gitlab-ci.yml" => Some(System::GitLab),
        ".circleci/config.yml" | ".travis.yml" | "azure-pipelines.yml" => Some(System::Rough),
        // Actions of the repository's own, templates of issues: nothing runs by itself there.
        _ if path.starts_with(".github/") || path.starts_with(".gitlab/") => None,
        // Deeper, or in a folder that is not hidden, stands what a pipeline calls or includes.
        _ if role == Role::Ci && (path.starts_with('.') || !path.contains('/')) => {
            Some(System::Other)
        }
        _ => None,
    }
}

fn read(
    path: &str,
    system: System,
    text: Option<&str>,
    local: &dyn Fn(&str) -> Option<Node>,
) -> Pipeline {
    let whole = text.filter(|_| system != System::Other).and_then(yaml::read);
    match (system, whole) {
        (System::GitHub, Some(whole)) => github::read(&whole),
        (System::GitHub, None) => Pipeline { narrow: Some(None), ..Pipeline::unknown() },
        (System::GitLab, Some(whole)) => others::gitlab(&whole, local),
        (System::Rough, Some(whole)) => others::rough(path, &whole),
        _ => Pipeline::unknown(),
    }
}

/// What the files of a tree tell; `text` reads one, and answers nothing where it is not here.
pub(crate) fn of(files: &[TreeFile], text: &dyn Fn(&str) -> Option<String>) -> Pipelines {
    let local = |path: &str| yaml::read(&text(path)?);
    let mut all: Vec<Pipeline> = files
        .iter()
        .filter_map(|file| Some((file.path.as_str(), system(file.path.as_str(), file.role)?)))
        .take(MOST_FILES)
        .map(|(path, system)| {
            let text = if system == System::Other { None } else { text(path) };
            read(path, system, text.as_deref(), &local)
        })
        .collect();
    // The forge can run these hooks by itself.
    if !all.is_empty() && files.iter().any(|file| file.path.as_str() == ".pre-commit-config.yaml") {
        let on_changes = Some(false);
        all.push(Pipeline { on_changes, ..Pipeline::unknown() });
    }
    let containers: Vec<Option<Vec<String>>> = files
        .iter()
        .filter(|file| {
            let apart = [Role::Test, Role::Fixture, Role::Vendored, Role::Generated, Role::Docs];
            images::is_container_file(file.path.as_str())
                && !apart.iter().any(|role| file.roles.contains(*role))
        })
        .take(MOST_FILES)
        .map(|file| Some(images::of(&text(file.path.as_str())?)))
        .collect();
    let mut pipelines = together(&all);
    let images: Option<Vec<String>> =
        containers.into_iter().collect::<Option<Vec<_>>>().map(|all| all.concat());
    if let Some(images) = images {
        let loose: Vec<&String> = images.iter().filter(|image| !images::is_pinned(image)).collect();
        pipelines.base_images = Some(count(images.len()));
        pipelines.loose_images = Some(count(loose.len()));
        pipelines.loose_image = loose.first().map(|image| (*image).clone());
    }
    pipelines
}

fn together(all: &[Pipeline]) -> Pipelines {
    let does = all.iter().fold(Does::NOTHING, |does, one| does.and(one.does()));
    let does_that = |it: bool| (it || !does.calls).then_some(it);
    let third: Vec<&String> =
        all.iter().flat_map(|one| &one.uses).filter(|used| github::is_third_party(used)).collect();
    let loose: Vec<&&String> = third.iter().filter(|used| !github::is_pinned(used)).collect();
    let every_workflow_is_seen = all.iter().all(|one| one.narrow.is_none() || !one.unknown);
    let steps = |number: usize| every_workflow_is_seen.then(|| count(number));
    Pipelines {
        on_changes: any(all.iter().map(|one| one.on_changes)),
        tests: does_that(does.tests),
        style: does_that(does.style),
        publishes: does_that(does.publishes),
        narrow_permissions: all_of(all.iter().filter_map(|one| one.narrow)),
        third_party_steps: steps(third.len()),
        loose_steps: steps(loose.len()),
        loose_step: loose.first().map(|used| (**used).clone()),
        ..Pipelines::default()
    }
}

fn any(all: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let all: Vec<Option<bool>> = all.collect();
    if all.contains(&Some(true)) {
        return Some(true);
    }
    (!all.contains(&None)).then_some(false)
}

/// Nothing where there are none.
fn all_of(all: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut seen = false;
    let some_not = any(all.inspect(|_| seen = true).map(|one| one.map(|yes| !yes)));
    some_not.filter(|_| seen).map(|some| !some)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One description of a pipeline before and after a change.
pub(crate) struct Described<'a> {
    pub(crate) path: &'a str,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
}

/// What a change did to the checks of the pipelines that it touches. A pipeline that is new or gone
/// is a matter of its own: the checks may stand elsewhere by now.
pub(crate) fn changed(described: &[Described<'_>]) -> Option<PipelineChange> {
    let mut change = PipelineChange::default();
    let (mut before, mut after) = (Does::NOTHING, Does::NOTHING);
    let mut calls_more = false;
    for one in described {
        let Some(system) = system(one.path, Role::Ci).filter(|system| *system != System::Other)
        else {
            continue;
        };
        // What an included part holds did not change along, and is on both sides.
        let read_one = |text: &str| {
            let whole = yaml::read(text)?;
            Some(read(one.path, system, Some(text), &|_| Some(Node::List(Vec::new()))))
                .filter(|_| !whole.entries().is_empty())
        };
        match (one.before, one.after) {
            (Some(old), Some(new)) => {
                let (old, new) = (read_one(old)?, read_one(new)?);
                before = before.and(old.does());
                let soft = softened(&old, &new);
                change.softened = change.softened.saturating_add(count(soft.len()));
                if let Some(step) = soft.first().filter(|_| change.softened_step.is_none()) {
                    change.softened_step = Some(first_line(&step.text));
                }
                after = after.and(new.does());
                calls_more |= calls(&new).iter().any(|call| !calls(&old).contains(call));
            }
            (None, Some(new)) => {
                let new = read_one(new)?.does();
                after = after.and(new);
                calls_more |= new.calls;
            }
            _ => {}
        }
    }
    if !calls_more {
        for (name, was, is) in
            [("tests", before.tests, after.tests), ("style checks", before.style, after.style)]
        {
            if was && !is {
                change.removed.push(name.to_owned());
            }
        }
    }
    Some(change)
}

fn calls(pipeline: &Pipeline) -> Vec<&str> {
    let calls = pipeline.steps.iter().filter(|step| step.does.calls);
    calls.map(|step| step.text.as_str()).collect()
}

/// The steps that check and may fail now, and had to pass before.
fn softened<'n>(old: &Pipeline, new: &'n Pipeline) -> Vec<&'n Step> {
    let same =
        |step: &Step, other: &Step| without_excuse(&step.text) == without_excuse(&other.text);
    let soft = new.steps.iter().filter(|step| step.may_fail && step.does.checks());
    soft.filter(|step| {
        let mut before = old.steps.iter().filter(|other| same(step, other)).peekable();
        // The same command may stand in several jobs: none of them had leave to fail.
        before.peek().is_some() && before.all(|other| !other.may_fail)
            // A copy that may fail beside one that must not is a trial.
            && !new.steps.iter().any(|other| same(step, other) && !other.may_fail)
    })
    .collect()
}

fn without_excuse(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let end = ["|| true", "|| :", "|| exit 0"].iter().find_map(|end| line.find(end));
        line[..end.unwrap_or(line.len())].trim()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| does::of_script(line).checks());
    line.unwrap_or(text).trim().chars().take(80).collect()
}

/// What happened between two trees, of which `files` are the difference; none where a content is not
/// in this clone, or no YAML.
pub(crate) fn between(
    repo: &Repo,
    (old, new): (Option<&Tree<'_>>, &Tree<'_>),
    files: &[FileChange],
) -> Option<PipelineChange> {
    let mut texts = Vec::new();
    for file in touched(files) {
        let was = file.old_path.as_ref().unwrap_or(&file.path);
        let before = match old.filter(|_| file.status != FileStatus::Added) {
            Some(tree) => Some(text_in(repo, tree, was.as_str())?),
            None => None,
        };
        let after = match file.status {
            FileStatus::Deleted => None,
            _ => Some(text_in(repo, new, file.path.as_str())?),
        };
        texts.push((file.path.as_str(), before, after));
    }
    let described: Vec<Described<'_>> = texts
        .iter()
        .map(|(path, before, after)| Described {
            path,
            before: before.as_deref(),
            after: after.as_deref(),
        })
        .collect();
    changed(&described)
}

/// What is known without reading a content: nothing happened where no pipeline was touched.
pub(crate) fn unread(files: &[FileChange]) -> Option<PipelineChange> {
    touched(files).next().is_none().then(PipelineChange::default)
}

fn touched(files: &[FileChange]) -> impl Iterator<Item = &FileChange> {
    files.iter().filter(|file| {
        system(file.path.as_str(), file.role).is_some_and(|found| found != System::Other)
    })
}

fn text_in(repo: &Repo, tree: &Tree<'_>, path: &str) -> Option<String> {
    blob_text(repo, tree.get_path(path.as_ref()).ok()?.id())
}

/// The text of a content, where it is here and not too large.
pub(crate) fn blob_text(repo: &Repo, id: Oid) -> Option<String> {
    let blob = repo.git().find_blob(id).ok().filter(|blob| blob.size() <= LARGEST)?;
    Some(String::from_utf8_lossy(blob.content()).into_owned())
}

#[cfg(test)]
mod tests;
