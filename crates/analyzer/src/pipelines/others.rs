//! GitLab CI, and roughly CircleCI, Travis CI and Azure Pipelines: commands stand under a few keys,
//! wherever these are.

use super::does::Does;
use super::yaml::Node;
use super::{Pipeline, Step};

/// Keys whose value is a command or a list of them.
const COMMANDS: &[&str] = &[
    "script",
    "before_script",
    "after_script",
    "run",
    "command",
    "bash",
    "powershell",
    "pwsh",
    "install",
    "before_install",
    "after_success",
];
/// Keys whose value is run by a definition that stands elsewhere.
const CALLED: &[&str] = &["trigger", "orbs", "template", "task", "component", "extends"];

/// The languages whose tests Travis CI runs by itself, as its documentation of each says.
const TESTED: &[&str] = &[
    "clojure",
    "crystal",
    "d",
    "elixir",
    "erlang",
    "go",
    "groovy",
    "haskell",
    "haxe",
    "java",
    "julia",
    "node_js",
    "objective-c",
    "perl",
    "php",
    "r",
    "ruby",
    "rust",
    "scala",
    "swift",
];

/// Reads `.gitlab-ci.yml`; `local` reads the files of the repository that it includes.
pub(super) fn gitlab(whole: &Node, local: &dyn Fn(&str) -> Option<Node>) -> Pipeline {
    const MOST_INCLUDED: usize = 20;
    let mut pipeline = Pipeline::default();
    let include = whole.get("include");
    let several = include.map(Node::items).unwrap_or_default();
    let one = include.filter(|node| node.items().is_empty());
    for (at, included) in several.iter().chain(one).enumerate() {
        let path = included.text().or_else(|| included.get("local").and_then(Node::text));
        let path = path.filter(|path| !path.contains("://") && at < MOST_INCLUDED);
        match path.and_then(|path| local(path.trim_start_matches('/'))) {
            Some(part) => {
                // What a part includes itself is not followed.
                pipeline.unknown |= part.get("include").is_some();
                jobs(&part, &mut pipeline);
            }
            None => pipeline.unknown = true,
        }
    }
    jobs(whole, &mut pipeline);
    let rules = whole.get("workflow").and_then(|workflow| workflow.get("rules"));
    let is_free = |job: &Node| {
        (job.get("script").is_some())
            && ["rules", "only", "except"].iter().all(|key| job.get(key).is_none())
    };
    let any_free = whole.entries().iter().any(|(_, job)| is_free(job));
    pipeline.on_changes = (rules.is_none() && any_free).then_some(true);
    pipeline
}

fn jobs(whole: &Node, pipeline: &mut Pipeline) {
    for (name, job) in whole.entries() {
        match name.as_str() {
            "include" | "stages" | "variables" | "workflow" => {}
            "pages" => walk(job, false, pipeline),
            _ => {
                pipeline.unknown |= job.get("trigger").is_some();
                walk(job, false, pipeline);
            }
        }
    }
}

/// Reads CircleCI's, Travis CI's or Azure's description.
pub(super) fn rough(path: &str, whole: &Node) -> Pipeline {
    let mut pipeline = Pipeline::default();
    walk(whole, false, &mut pipeline);
    let is_travis = path == ".travis.yml";
    if is_travis && !has_script(whole) {
        // Travis runs what is usual for the language, and that is its tests, for most of them.
        let language = whole.get("language").and_then(Node::text).unwrap_or("ruby");
        if TESTED.contains(&language) {
            let step = Step { does: Does::TESTS, ..Step::of(language) };
            pipeline.steps.push(step);
            pipeline.runs_something = true;
        } else {
            pipeline.unknown = true;
        }
    }
    let publishes = is_travis && whole.get("deploy").is_some();
    if publishes {
        pipeline
            .steps
            .push(Step { does: Does { publishes, ..Does::NOTHING }, ..Step::of("deploy") });
    }
    let is_off = |key: &str| whole.get(key).and_then(Node::text) == Some("none");
    pipeline.on_changes = (!is_off("trigger")).then_some(true);
    pipeline
}

/// Whether a description, or a part of it, says what it runs.
fn has_script(node: &Node) -> bool {
    node.get("script").is_some()
        || node.items().iter().any(has_script)
        || node.entries().iter().any(|(_, value)| has_script(value))
}

fn walk(node: &Node, may_fail: bool, pipeline: &mut Pipeline) {
    let may_fail = may_fail
        || ["allow_failure", "continueOnError"]
            .iter()
            .any(|key| node.get(key).is_some_and(Node::is_true));
    for item in node.items() {
        walk(item, may_fail, pipeline);
    }
    for (key, value) in node.entries() {
        if CALLED.contains(&key.as_str()) && key != "extends" {
            pipeline.unknown = true;
        }
        if COMMANDS.contains(&key.as_str()) {
            pipeline.runs_something = true;
            for script in value.texts() {
                let step = Step::of_script(script);
                pipeline.steps.push(Step { may_fail: step.may_fail || may_fail, ..step });
            }
        }
        if value.text().is_none() {
            walk(value, may_fail, pipeline);
        }
    }
}
