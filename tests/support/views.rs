//! Other ways to have the same repository: the odd clones that users run the tool in.
//!
//! A view reads from the repository that it was made of, which has to live as long.

use crate::{Repo, git};

impl Repo {
    /// A full clone, with `origin` and `origin/HEAD`.
    #[must_use]
    pub fn cloned(&self) -> Self {
        self.clone_with(&[])
    }

    /// A bare clone.
    #[must_use]
    pub fn bare(&self) -> Self {
        self.clone_with(&["--bare"])
    }

    /// A clone of the last `depth` commits of every line of history of HEAD's branch.
    #[must_use]
    pub fn shallow(&self, depth: usize) -> Self {
        self.clone_with(&["--depth", &depth.to_string()])
    }

    /// A clone without file contents (`blob:none`) but for those checked out. Git fetches a content
    /// that is missed from this repository, as long as it lives.
    #[must_use]
    pub fn partial(&self) -> Self {
        self.git(["config", "uploadpack.allowFilter", "true"]);
        self.git(["config", "uploadpack.allowAnySHA1InWant", "true"]);
        self.clone_with(&["--filter=blob:none"])
    }

    /// A linked worktree with `branch` checked out, in a folder of its own.
    #[must_use]
    pub fn worktree(&self, branch: &str) -> Self {
        let sandbox = self.sandbox_for_view();
        let place = sandbox.path().to_str().expect("temporary folders have UTF-8 names");
        self.git(["worktree", "add", "-q", place, branch]);
        Self::made_from(self, sandbox)
    }

    fn clone_with(&self, options: &[&str]) -> Self {
        let sandbox = self.sandbox_for_view();
        let place = sandbox.path().to_str().expect("temporary folders have UTF-8 names");
        // A plain path would be copied whole, whatever depth or filter is asked for.
        let url = format!("file://{}", self.path().display());
        let args = ["clone", "-q"].iter().chain(options).copied().chain([url.as_str(), place]);
        git::run(self.as_ref(), 0, args);
        Self::made_from(self, sandbox)
    }
}

#[cfg(test)]
mod tests {
    use crate::{ANNA, Commit, Repo, Tree, lines};

    fn harbor() -> Repo {
        let add =
            |number| Commit::new(format!("Number {number}")).by(ANNA).file("a", lines(number + 1));
        Repo::new().commits(5, add).branch("topic", |repo| repo.commit("On the side"))
    }

    #[test]
    fn clones_know_their_origin() {
        let origin = harbor();
        let clone = origin.cloned();
        assert_eq!(clone.id("HEAD"), origin.id("main"));
        assert_eq!(clone.git(["symbolic-ref", "refs/remotes/origin/HEAD"]), ORIGIN_HEAD);
        assert_eq!(clone.path().file_name(), origin.path().file_name());
        let later = clone.commit("Later");
        assert_eq!(later.git(["log", "--format=%cs", "-1"]), "2024-01-14\n");
    }

    const ORIGIN_HEAD: &str = "refs/remotes/origin/main\n";

    #[test]
    fn a_bare_clone_has_no_work_tree() {
        let bare = harbor().bare();
        assert_eq!(bare.git(["rev-parse", "--is-bare-repository"]), "true\n");
        let later = bare.commit("Later");
        assert_eq!(later.git(["rev-list", "--count", "HEAD"]), "6\n");
        assert!(!later.path().join("a").exists());
    }

    #[test]
    fn a_shallow_clone_is_cut_off() {
        let shallow = harbor().shallow(2);
        assert_eq!(shallow.git(["rev-parse", "--is-shallow-repository"]), "true\n");
        assert_eq!(shallow.git(["rev-list", "--count", "HEAD"]), "2\n");
    }

    #[test]
    fn a_partial_clone_misses_old_contents() {
        let origin = harbor();
        let partial = origin.partial();
        let missing = |repo: &Repo| {
            let args = ["rev-list", "--objects", "--missing=print", "HEAD"];
            repo.git(args).lines().filter(|line| line.starts_with('?')).count()
        };
        assert_eq!((missing(&origin), missing(&partial)), (0, 4));
        assert_eq!(partial.git(["show", "HEAD~4:a"]), lines(1));
        assert_eq!(missing(&partial), 3);
    }

    #[test]
    fn a_worktree_shares_the_repository() {
        let origin = harbor();
        let worktree = origin.worktree("topic");
        assert_eq!(worktree.id("HEAD"), origin.id("topic"));
        assert!(worktree.git_folder().starts_with(origin.git_folder()));
        let worktree = worktree.commit(Commit::new("There").file("b", "1\n"));
        assert_eq!(worktree.id("HEAD"), origin.id("topic"));
        assert!(worktree.path().join("b").exists());
    }

    #[test]
    fn a_repository_without_commits_is_unborn() {
        let unborn = Repo::new();
        assert_eq!(unborn.git(["status", "--porcelain=v2", "--branch"]).lines().next(), INITIAL);
        assert!(Tree::of(unborn.home()).is_empty());
    }

    const INITIAL: Option<&str> = Some("# branch.oid (initial)");
}
