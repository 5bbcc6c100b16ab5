//! What is kept of commits changes no answer: whatever befalls the cache, the output is byte for
//! byte that of `--no-cache`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use support::{ANNA, Repo, coach, lines_of};

use crate::harbor::{change, harbor};

const KINDS: [&str; 4] = ["commits", "lines", "ownership", "verdicts"];

#[track_caller]
fn check(repo: &Repo) {
    for kind in KINDS {
        let cold = coach!(repo, ["--no-cache", "facts", kind]).ok();
        assert_eq!(coach!(repo, ["facts", kind]).ok(), cold, "{kind}");
    }
}

fn folder(repo: &Repo) -> PathBuf {
    repo.git_folder().join("git-coach")
}

fn segments(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

#[test]
fn a_second_run_says_the_same() {
    let repo = harbor();
    check(&repo);
    let kept = segments(&folder(&repo));
    assert!(!kept.is_empty());
    check(&repo);
    assert_eq!(segments(&folder(&repo)), kept, "nothing new, nothing written");
}

#[test]
fn any_number_of_threads_says_the_same() {
    let repo = harbor();
    for kind in KINDS {
        let one = coach!(repo, ["--threads", "1", "--no-cache", "facts", kind]).ok();
        for threads in ["2", "3", "7"] {
            let kept = coach!(repo, ["--threads", threads, "facts", kind]).ok();
            assert_eq!(kept, one, "{kind} {threads}");
            let cold = coach!(repo, ["--threads", threads, "--no-cache", "facts", kind]).ok();
            assert_eq!(cold, one, "{kind} {threads}");
        }
    }
}

#[test]
fn without_a_cache_nothing_is_written() {
    let repo = harbor();
    coach!(repo, ["--no-cache", "facts", "commits"]).ok();
    assert!(!folder(&repo).exists());
}

#[test]
fn files_alone_are_read_first_and_lines_later() {
    let repo = harbor();
    coach!(repo, ["facts", "truck-factor"]).ok();
    assert!(segments(&folder(&repo)).iter().all(|path| !path.to_string_lossy().contains("lines-")));
    check(&repo);
}

#[test]
fn new_and_rewritten_commits_are_read() {
    let repo = harbor();
    check(&repo);
    let repo = repo.commit(change(1, ANNA, "One more", &[("src/more.rs", 12)]));
    check(&repo);
    repo.git(["commit", "--quiet", "--amend", "-m", "Another one", "--allow-empty"]);
    check(&repo);
    assert!(coach!(repo, ["facts", "commits"]).ok().contains("Another one"));
}

#[test]
fn what_a_setting_or_the_mailmap_says_is_not_kept() {
    let repo = harbor();
    check(&repo);
    std::fs::write(repo.path().join(".mailmap"), "Anna Renamed <anna@harbor.example>\n").unwrap();
    check(&repo);
    assert!(coach!(repo, ["facts", "commits"]).ok().contains("Anna Renamed"));
}

#[test]
fn what_follows_from_more_than_commits_is_worked_out_anew() {
    let repo = harbor();
    let check = |what: &str| {
        for args in [&["facts", "verdicts"][..], &["brief", "--format", "json"]] {
            let cold = coach!(repo, [&["--no-cache"], args].concat()).ok();
            for _ in 0..2 {
                assert_eq!(coach!(repo, args).ok(), cold, "{what}");
            }
        }
    };
    let stretches = || {
        let is_one = |path: &&PathBuf| path.to_string_lossy().contains("stretch-");
        segments(&folder(&repo)).iter().filter(is_one).count()
    };
    check("nothing changed");
    assert_eq!(stretches(), 2, "one of each");
    repo.git(["tag", "v9.0.0", "HEAD~1"]);
    check("a tag");
    let settings = repo.path().join(".git-coach.toml");
    std::fs::write(&settings, "bots = [\"boris*\"]\n").unwrap();
    check("programs");
    std::fs::write(&settings, "areas = [\"src\"]\n").unwrap();
    check("areas");
    assert_eq!(stretches(), 6, "the newest of them");
}

#[test]
fn many_segments_become_one() {
    let mut repo = harbor();
    for number in 0..15 {
        repo = repo.commit(change(1, ANNA, &format!("Step {number}"), &[("src/s.rs", number)]));
        coach!(repo, ["facts", "commits"]).ok();
    }
    assert!(segments(&folder(&repo)).len() <= 2 * 12, "{:?}", segments(&folder(&repo)));
    check(&repo);
}

#[test]
fn damaged_segments_are_passed_over() {
    let repo = harbor();
    check(&repo);
    let whole: Vec<(PathBuf, Vec<u8>)> = segments(&folder(&repo))
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    let damages: [fn(&mut Vec<u8>); 6] = [
        Vec::clear,
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.truncate(bytes.len() - 1),
        |bytes| bytes.push(0),
        |bytes| bytes[40] ^= 1,
        // A version of the future.
        |bytes| bytes[12] += 1,
    ];
    for damage in damages {
        for (path, bytes) in &whole {
            let mut bytes = bytes.clone();
            damage(&mut bytes);
            std::fs::write(path, bytes).unwrap();
        }
        std::fs::write(folder(&repo).join("touched-foreign.facts"), "what is this?").unwrap();
        let stat = coach!(repo, ["cache", "stat"]).ok();
        assert!(stat.contains("damaged: read again from git"), "{stat}");
        check(&repo);
    }
}

#[test]
fn a_folder_where_a_file_was_meant_does_no_harm() {
    let repo = harbor();
    std::fs::create_dir_all(folder(&repo).join("touched-0.facts")).unwrap();
    check(&repo);
    let other = harbor();
    std::fs::write(folder(&other), "a file where the folder was meant").unwrap();
    check(&other);
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let repo = harbor();
    let cold = coach!(repo, ["--no-cache", "facts", "lines"]).ok();
    for _ in 0..10 {
        let runs = [0, 1, 2].map(|_| coach!().start(&repo, ["facts", "lines"]));
        for run in runs {
            assert_eq!(run.finish().ok(), cold);
        }
        coach!(repo, ["cache", "clear"]).ok();
    }
}

#[test]
fn killed_at_any_moment_it_leaves_a_usable_cache() {
    let repo = Repo::new().commits(120, |number| {
        let path = format!("src/{}.rs", number % 7);
        change(1, ANNA, &format!("Step {number}"), &[(&path, number + 1)])
    });
    let cold = coach!(repo, ["--no-cache", "facts", "lines"]).ok();
    for moment in 0..100 {
        let after = Duration::from_micros(moment * 300);
        let run = coach!().start(&repo, ["facts", "lines"]);
        std::thread::sleep(after);
        run.kill();
        if moment % 10 == 9 {
            assert_eq!(coach!(repo, ["facts", "lines"]).ok(), cold, "{moment}");
            coach!(repo, ["cache", "clear"]).ok();
        }
    }
    assert_eq!(coach!(repo, ["facts", "lines"]).ok(), cold);
}

#[test]
fn the_end_of_a_shallow_clone_is_not_kept() {
    let origin = harbor();
    let clone = origin.shallow(5);
    check(&clone);
    clone.git(["fetch", "--quiet", "--unshallow"]);
    check(&clone);
}

#[test]
fn what_a_partial_clone_lacks_is_not_kept() {
    let origin = harbor();
    check(&origin.partial());
}

#[test]
fn it_lies_among_the_users_caches_where_git_cannot_be_written() {
    let repo = harbor().read_only();
    let caches = repo.home().join(".cache");
    let cold = coach!(repo, ["--no-cache", "facts", "commits"]).ok();
    for _ in 0..2 {
        assert_eq!(coach!(repo, ["facts", "commits"]).ok(), cold);
    }
    let stat = coach!(repo, ["cache", "stat"]).ok();
    assert!(stat.contains(&*caches.to_string_lossy()), "{stat}");
    coach!(repo, ["cache", "clear"]).ok();
    assert!(coach!(repo, ["cache", "stat"]).ok().starts_with("Nothing is kept"));
}

#[test]
fn it_can_be_looked_at_and_removed() {
    let repo = Repo::new()
        .commit(support::Commit::new("First").by(ANNA).file("src/a.rs", lines_of("a", 3)));
    assert_eq!(
        coach!(repo, ["cache", "stat"]).ok(),
        "Nothing is kept about this repository yet.\n"
    );
    assert_eq!(coach!(repo, ["cache", "clear"]).ok(), "Nothing was kept.\n");
    coach!(repo, ["facts", "lines"]).ok();
    let stat = coach!(repo, ["cache", "stat"]).ok();
    assert!(stat.contains("1 commit (1 with lines), 0 stretches of history, 2 files, "), "{stat}");
    assert!(coach!(repo, ["cache", "clear"]).ok().starts_with("Removed "));
    assert!(!folder(&repo).exists());
}

#[test]
fn where_renames_were_too_many_to_look_for_a_word_says_so() {
    let many = 1_001;
    let body = |number: usize| lines_of(&format!("file {number}"), 4);
    let first = (0..many).fold(support::Commit::new("Many").by(ANNA), |commit, number| {
        commit.file(format!("old/{number}.txt"), body(number))
    });
    let moved = (0..many).fold(support::Commit::new("Move and edit").by(ANNA), |commit, number| {
        let text = body(number) + "one more\n";
        commit.remove(format!("old/{number}.txt")).file(format!("new/n{number}.txt"), text)
    });
    let repo = Repo::new().commit(first).commit(moved);
    for _ in 0..2 {
        let run = coach!(repo, ["facts", "lines"]);
        assert_eq!(run.code, 0);
        assert!(run.stderr.contains("1 commit added and removed too many files"), "{}", run.stderr);
        let rows = run.stdout.lines().count();
        assert_eq!(rows, 1 + many + 2 * many, "added, then deleted and added");
    }
}
