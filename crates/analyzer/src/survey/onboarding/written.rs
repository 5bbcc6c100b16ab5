//! What is written down for somebody new, by the names of files.

use std::collections::BTreeMap;

use git_coach_model::{Guide, RepoPath, TreeFile};

/// The first page of each sort: the one nearest to the top, of equals the first by path.
pub(super) fn written(files: &[TreeFile]) -> BTreeMap<Guide, RepoPath> {
    let mut found: BTreeMap<Guide, (usize, RepoPath)> = BTreeMap::new();
    for file in files {
        let path = file.path.as_str().to_ascii_lowercase();
        let depth = path.matches('/').count();
        let Some(guide) = guide(&path) else { continue };
        let is_nearer = found.get(&guide).is_none_or(|(known, _)| depth < *known);
        if is_nearer {
            let page = match guide {
                Guide::Decisions => RepoPath::from(file.path.folder()),
                _ => file.path.clone(),
            };
            found.insert(guide, (depth, page));
        }
    }
    found.into_iter().map(|(guide, (_, path))| (guide, path)).collect()
}

/// What a path in lower case is to somebody new.
fn guide(path: &str) -> Option<Guide> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or(name);
    let ending = name.split_once('.').map_or("", |(_, ending)| ending);
    let is_prose =
        matches!(ending, "" | "md" | "markdown" | "rst" | "txt" | "adoc" | "org" | "mkd");
    let is_at_top =
        matches!(folder, "" | "." | ".github" | ".gitlab" | "docs" | "doc" | "documentation");
    if is_at_top && name == "codeowners" {
        return Some(Guide::Owners);
    }
    let templates = folder.strip_prefix(".github").or_else(|| folder.strip_prefix(".gitlab"));
    if stem == "pull_request_template" && (is_at_top || templates.is_some())
        || templates == Some("/merge_request_templates")
    {
        return Some(Guide::Template);
    }
    let last = folder.rsplit('/').next().unwrap_or_default();
    let starts_with_number = stem.starts_with(|c: char| c.is_ascii_digit());
    if is_prose && matches!(last, "adr" | "adrs" | "decisions" | "rfcs") && starts_with_number {
        return Some(Guide::Decisions);
    }
    if !is_prose || !is_at_top {
        return None;
    }
    match stem {
        "readme" if folder.is_empty() => Some(Guide::Readme),
        "contributing" | "hacking" | "development" | "developing" | "submittingpatches" => {
            Some(Guide::Contributing)
        }
        "architecture" | "design" | "internals" => Some(Guide::Architecture),
        "changelog" | "changes" | "history" | "news" | "release-notes" | "release_notes" => {
            Some(Guide::Changelog)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_their_names() {
        for (path, expected) in [
            ("readme.md", Some(Guide::Readme)),
            ("readme", Some(Guide::Readme)),
            ("src/readme.md", None),
            (".github/contributing.md", Some(Guide::Contributing)),
            ("documentation/submittingpatches", Some(Guide::Contributing)),
            ("architecture.md", Some(Guide::Architecture)),
            ("src/architecture.rs", None),
            ("design.py", None),
            ("docs/adr/0001-use-git.md", Some(Guide::Decisions)),
            ("docs/adr/readme.md", None),
            (".github/codeowners", Some(Guide::Owners)),
            (".github/pull_request_template.md", Some(Guide::Template)),
            (".github/pull_request_template/fix.md", None),
            (".gitlab/merge_request_templates/fix.md", Some(Guide::Template)),
            ("changes.rst", Some(Guide::Changelog)),
            ("changes/12.rst", None),
        ] {
            assert_eq!(guide(path), expected, "{path}");
        }
    }
}
