//! The pipeline that this process runs in, as its environment tells.

/// A CI system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// GitHub Actions.
    GitHub,
    /// Gitea's and Forgejo's Actions, which call themselves GitHub as well.
    Forgejo,
    /// GitLab CI.
    GitLab,
}

/// A run of a pipeline on a request for review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// Where it runs.
    pub system: System,
    /// The revision that the request is to be merged into.
    pub base: String,
    /// The last commit of the request.
    pub head: String,
}

/// The pipeline that the variables speak of; none outside of one, and on a run that is about no
/// request. Variables of another shape than expected count as absent.
pub fn pipeline(variable: impl Fn(&str) -> Option<String>) -> Option<Pipeline> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("GITLAB_CI").is_some() {
        let branch = || set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME").map(|b| format!("origin/{b}"));
        let base = set("CI_MERGE_REQUEST_DIFF_BASE_SHA").or_else(branch)?;
        // On a merged-results pipeline the checked-out commit is a merge; the branch has its own.
        let head = set("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").unwrap_or_else(|| "HEAD".to_owned());
        return Some(Pipeline { system: System::GitLab, base, head });
    }
    set("GITHUB_ACTIONS")?;
    let base = format!("origin/{}", set("GITHUB_BASE_REF")?);
    // Gitea and Forgejo set GitHub's variables too.
    let forgejo = ["GITEA_ACTIONS", "FORGEJO_ACTIONS"].iter().any(|name| set(name).is_some());
    let system = if forgejo { System::Forgejo } else { System::GitHub };
    // The checkout of a request is a merge with its base, which changes nothing about the diff.
    Some(Pipeline { system, base, head: "HEAD".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Option<(System, &str, &str)>) {
        let found = pipeline(|name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        });
        let expected = expected.map(|(system, base, head)| Pipeline {
            system,
            base: base.to_owned(),
            head: head.to_owned(),
        });
        assert_eq!(found, expected, "{variables:?}");
    }

    #[test]
    fn tells_where_it_runs() {
        check(&[], None);
        check(&[("GITHUB_ACTIONS", "true")], None);
        check(
            &[("GITHUB_ACTIONS", "true"), ("GITHUB_BASE_REF", "main")],
            Some((System::GitHub, "origin/main", "HEAD")),
        );
        check(
            &[("GITHUB_ACTIONS", "true"), ("GITEA_ACTIONS", "true"), ("GITHUB_BASE_REF", "main")],
            Some((System::Forgejo, "origin/main", "HEAD")),
        );
        check(&[("GITLAB_CI", "true")], None);
        check(
            &[
                ("GITLAB_CI", "true"),
                ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "abc"),
                ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", ""),
            ],
            Some((System::GitLab, "abc", "HEAD")),
        );
        check(
            &[("GITLAB_CI", "true"), ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")],
            Some((System::GitLab, "origin/main", "HEAD")),
        );
    }
}
