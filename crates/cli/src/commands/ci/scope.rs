//! What tells the comment of this job from those of others on the same request.

use std::path::Path;

use git_coach_analyzer::Repo;
use git_coach_forge::{Run, comment};

use crate::args::{Global, Post};
use crate::configuration::brought_along;

/// The scope: as named, else by the folder that is read and the configuration that it is read by.
pub(in crate::commands) fn scope(asked: &Post, global: &Global, run: &Run, repo: &Repo) -> String {
    asked.scope.clone().unwrap_or_else(|| {
        let folder = run.workspace.as_deref().and_then(|workspace| below(workspace, repo));
        comment::scope(&folder.unwrap_or_default(), &brought_along(global))
    })
}

/// Where the work tree lies below the pipeline's folder.
fn below(workspace: &str, repo: &Repo) -> Option<String> {
    // A folder that the pipeline names and that is not there tells nothing.
    let workspace = Path::new(workspace).canonicalize().ok()?;
    let place = repo.work_tree()?;
    let parts = place.strip_prefix(workspace).ok()?.components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}
