//! What two people agreed on, kept between their conversations.

use std::fs;
use std::path::{Path, PathBuf};

use git_coach_cli::exit;
use serde_json::Value;
use support::{Repo, coach};

use crate::harbor::{ZOE, change, harbor};

const HOME: &str = "--save=../home/agreed.md";

fn save(repo: &Repo, args: &[&str]) -> String {
    let output = coach!(repo, [&["--quiet", "notes", "--person", "zoe"], args].concat());
    output.ok()
}

fn read(repo: &Repo) -> String {
    fs::read_to_string(repo.home().join("agreed.md")).unwrap()
}

fn write(repo: &Repo, text: &str) {
    fs::write(repo.home().join("agreed.md"), text).unwrap();
}

fn last_time(repo: &Repo) -> Vec<Value> {
    let args = ["notes", "--person", "zoe", "--format", "json", "--previous", "../home/agreed.md"];
    let report: Value = serde_json::from_str(&coach!(repo, args).ok()).unwrap();
    report["from_last_time"].as_array().unwrap().clone()
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

#[test]
fn what_is_proposed_is_kept() {
    let repo = harbor();
    save(&repo, &[HOME]);
    insta::assert_snapshot!(read(&repo));
}

#[test]
fn where_nobody_says_where_it_is_private_and_told() {
    let repo = harbor();
    let output = coach!(repo, ["notes", "--person", "zoe", "--save"]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let kept = files(&repo.home().join(".local/share/git-coach/notes"));
    let [path] = kept.as_slice() else { panic!("{kept:?}") };
    let told = format!("git-coach: the agreements are in {}\n", path.display());
    assert_eq!(output.stderr, told);
    // The folder around it is made for this test, under a name of chance.
    let name = path.strip_prefix(repo.home()).unwrap().display().to_string().to_lowercase();
    assert!(!name.contains("zo") && !name.ends_with("harbor.md"), "{name}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
    assert_eq!(repo.git(["status", "--porcelain"]), "");
    // The next notes find it by themselves, those of a colleague do not.
    let next = coach!(repo, ["notes", "--person", "zoe"]).ok();
    assert!(next.contains("── From last time"), "{next}");
    assert!(!coach!(repo, ["notes", "--person", "anna"]).ok().contains("From last time"));
    // What is still open is not proposed once more.
    assert!(!next.contains("the number beside the marker, or take the marker out.\n\n── Your"));
    save(&repo, &["--save"]);
    assert_eq!(files(&repo.home().join(".local/share/git-coach/notes")).len(), 1);
}

#[test]
fn the_next_notes_say_by_example_what_became_of_it() {
    let repo = harbor();
    save(&repo, &[HOME]);
    let kept = read(&repo);
    let tip = repo.id("HEAD");
    let code = |practice: &str| format!("`{practice}@{}`", &tip[..12]);
    let points = [
        format!("- [ ] Bring tests along {}", code("tests/source-comes-with-tests")),
        format!("- [ ] Show the defect {}", code("tests/fix-comes-with-regression-test")),
        format!("- [x] Say why {}", code("commits/message-says-why")),
        format!("- [ ] Follow a rule {}", code("house/gone")),
        "- [ ] Have lunch".to_owned(),
    ];
    write(&repo, &format!("{kept}\n{}\n", points.join("\n")));
    let repo = repo
        .commit(change(3, ZOE, "Add a rule", &[("src/billing/r.rs", 40), ("tests/r.rs", 20)]))
        .commit(change(3, ZOE, "Add another rule", &[("src/billing/q.rs", 60)]))
        .commit(change(3, ZOE, "Fix the rule", &[("src/billing/r.rs", 48)]));
    let text = coach!(repo, ["notes", "--person", "zoe", "--previous", "../home/agreed.md"]).ok();
    let section = text.split("── From last time").nth(1).unwrap().split("\n── ").next().unwrap();
    insta::assert_snapshot!(section);
}

#[test]
fn what_readers_did_with_the_file_is_respected() {
    let repo = harbor();
    save(&repo, &[HOME]);
    let kept = read(&repo);
    let (first, _) = kept.split_once('\n').unwrap();
    let mine =
        "# Ours\r\n\r\nWe met in the garden.\r\n\r\n* [x] By hand\r\n2. [ ] Another, reworded\r\n";
    write(&repo, &format!("{first}\n{mine}"));
    let points = last_time(&repo);
    let told: Vec<(&str, bool)> = points
        .iter()
        .map(|one| (one["text"].as_str().unwrap(), one["done"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("By hand", true), ("Another, reworded", false)]);
    // What was struck does not come back; another step may be proposed below what stands there.
    save(&repo, &[HOME]);
    let after = read(&repo);
    assert!(after.contains(mine), "{after}");
    let proposed = kept.lines().find(|line| line.starts_with("- [ ]")).unwrap();
    assert!(!after.contains(proposed), "{after}");
    // To save twice is to save once.
    save(&repo, &[HOME]);
    assert_eq!(
        read(&repo).lines().skip(1).collect::<Vec<_>>(),
        after.lines().skip(1).collect::<Vec<_>>()
    );
}

#[test]
fn a_file_that_is_none_is_refused_and_left_as_it_is() {
    let repo = harbor();
    save(&repo, &[HOME]);
    let kept = read(&repo);
    let other = |from: &str, to: &str| {
        let at = kept.find(from).unwrap() + from.len();
        format!("{}{to}{}", &kept[..at], &kept[at + to.len()..])
    };
    let anna = Repo::new().commit(change(0, ZOE, "Elsewhere", &[("src/a.rs", 9)]));
    coach!(anna, ["--quiet", "notes", "--person", "zoe", HOME]).ok();
    let many = format!("{kept}{}", "- [ ] x\n".repeat(1001));
    let cut = &kept[..kept.find("people=").unwrap()];
    let cases: [(Vec<u8>, u8, &str); 12] = [
        (b"\n \n".to_vec(), exit::FILE, "agreed.md is empty\n"),
        (many.into(), exit::FILE, "agreed.md holds more points than can be kept"),
        (cut.into(), exit::FILE, "has a first line that cannot be read"),
        (vec![0; 64], exit::FILE, "agreed.md holds no agreements of git-coach"),
        (Vec::new(), exit::FILE, "agreed.md is empty\n"),
        (
            b"# My notes\n- [ ] x\n".to_vec(),
            exit::FILE,
            "agreed.md holds no agreements of git-coach",
        ),
        (b"\xff\xfe\0".to_vec(), exit::FILE, "agreed.md is not UTF-8"),
        (vec![b'-'; (1 << 20) + 1], exit::FILE, "agreed.md has more than 1048576 bytes"),
        (kept.replace("agreements/1", "agreements/9").into(), exit::FILE, "cannot be read"),
        (other("people=", "zz").into(), exit::FILE, "has a first line that cannot be read"),
        (other("people=", "0000000000000000").into(), exit::USAGE, "agreements with somebody else"),
        (read(&anna).into(), exit::USAGE, "agreements on another repository"),
    ];
    for (bytes, code, said) in cases {
        fs::write(repo.home().join("agreed.md"), &bytes).unwrap();
        for option in [&[HOME][..], &["--previous", "../home/agreed.md"]] {
            let args = [&["notes", "--person", "zoe"], option].concat();
            let errors = coach!(repo, args).failed(code.into());
            assert!(errors.contains(said) && errors.contains("\nhint: "), "{said}: {errors}");
            assert_eq!(fs::read(repo.home().join("agreed.md")).unwrap(), bytes, "{said}");
        }
    }
}

#[test]
fn a_folder_in_place_of_a_file_is_told() {
    let repo = harbor();
    fs::create_dir(repo.home().join("agreed.md")).unwrap();
    for option in [&[HOME][..], &["--previous", "../home/agreed.md"]] {
        let args = [&["notes", "--person", "zoe"], option].concat();
        let errors = coach!(repo, args).failed(exit::FILE.into());
        assert!(errors.contains("agreed.md: ") && !errors.contains("panicked"), "{errors}");
        assert!(repo.home().join("agreed.md").is_dir());
    }
}

/// Whatever stands where an own file is looked for, notes are made, and what stands there stays.
#[test]
fn private_files_of_others_stop_no_notes() {
    let repo = harbor();
    save(&repo, &["--save"]);
    let folder = repo.home().join(".local/share/git-coach/notes");
    let path = files(&folder).remove(0);
    let kept = fs::read_to_string(&path).unwrap();
    let somebody = kept.find("people=").unwrap() + "people=".len();
    let foreign = format!("{}0000000000000000{}", &kept[..somebody], &kept[somebody + 16..]);
    let huge = "-".repeat((1 << 20) + 1);
    for (content, said) in [
        (foreign, "holds agreements with somebody else"),
        (huge, "has more than 1048576 bytes"),
        (String::new(), "is empty"),
    ] {
        fs::write(&path, &content).unwrap();
        let output = coach!(repo, ["notes", "--person", "zoe"]);
        assert_eq!(output.code, 0, "{said}");
        assert!(output.stderr.contains(said), "{said}: {}", output.stderr);
        assert!(
            output.stdout.contains("Worth saying") && !output.stdout.contains("From last time")
        );
        coach!(repo, ["notes", "--person", "zoe", "--save"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), content, "{said}");
    }
}

#[test]
fn a_private_file_that_is_broken_stops_no_notes() {
    let repo = harbor();
    save(&repo, &["--save"]);
    let folder = repo.home().join(".local/share/git-coach/notes");
    let path = files(&folder).remove(0);
    fs::write(&path, "scribble").unwrap();
    let output = coach!(repo, ["notes", "--person", "zoe"]);
    assert_eq!(output.code, 0);
    assert!(output.stdout.contains("Worth saying"), "{}", output.stdout);
    assert!(output.stderr.contains("holds no agreements of git-coach"), "{}", output.stderr);
    let errors = coach!(repo, ["notes", "--person", "zoe", "--save"]).failed(exit::FILE.into());
    assert!(errors.contains("nothing was changed"), "{errors}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "scribble");
}

#[test]
fn a_file_that_is_not_there_is_made_and_never_read() {
    let repo = harbor();
    let said = coach!(repo, ["notes", "--person", "zoe", "--previous", "gone.md"])
        .failed(exit::FILE.into());
    assert!(said.contains("gone.md: no such file or directory"), "{said}");
    let said = coach!(repo, ["notes", "--person", "zoe", "--save=../home/no/such/folder.md"]);
    assert!(said.failed(exit::FILE.into()).contains("no such file or directory"));
    let same = ["notes", "--person", "zoe", HOME, "--output", "../home/agreed.md"];
    let said = coach!(repo, same).failed(exit::USAGE.into());
    assert!(said.contains("cannot hold both"), "{said}");
}

#[test]
fn nothing_is_kept_in_the_repository() {
    let repo = harbor();
    let before = repo.git(["status", "--porcelain", "--ignored"]);
    std::fs::create_dir_all(repo.path().join("src")).unwrap();
    for path in
        ["agreed.md", "src/agreed.md", "./src/../agreed.md", ".git/agreed.md", "new/agreed.md"]
    {
        let save = format!("--save={path}");
        let said = coach!(repo, ["notes", "--person", "zoe", &save]).failed(exit::USAGE.into());
        assert!(said.contains("lies in the repository\nhint: "), "{path}: {said}");
        assert!(!repo.path().join(path).exists(), "{path}");
    }
    // What is relative begins where `-C` leads.
    let place = repo.path().to_str().unwrap();
    let elsewhere = coach!().below("../home");
    let args = ["-C", place, "notes", "--person", "zoe", "--save=agreed.md"];
    let said = elsewhere.clone().run(&repo, args).failed(exit::USAGE.into());
    assert!(said.contains("where `-C` leads, paths begin there"), "{said}");
    assert_eq!(repo.git(["status", "--porcelain", "--ignored"]), before);
    // A link out of it is a place outside, a link into it is none.
    #[cfg(unix)]
    {
        save(&repo, &[HOME]);
        let inside = repo.path().join("in.md");
        std::os::unix::fs::symlink(repo.path(), repo.home().join("back")).unwrap();
        coach!(repo, ["notes", "--person", "zoe", "--save=../home/back/agreed.md"]).failed(2);
        std::os::unix::fs::symlink(repo.home().join("agreed.md"), &inside).unwrap();
        coach!(repo, ["--quiet", "notes", "--person", "zoe", "--save=in.md"]).ok();
    }
}

#[test]
fn a_point_keeps_what_it_came_from() {
    let repo = harbor();
    save(&repo, &[HOME]);
    let kept = read(&repo);
    let report: Value =
        serde_json::from_str(&coach!(repo, ["notes", "--person", "zoe", "--format", "json"]).ok())
            .unwrap();
    let growth = &report["growth"];
    let commit = |example: &Value| format!("`{}`", &example["commit"].as_str().unwrap()[..7]);
    for expected in [
        format!("*It came from* {} ", commit(&growth["after"])),
        format!("*A good model, by a colleague:* {} ", commit(&growth["model"]["example"])),
        "*Why it may matter:* ".to_owned(),
        "*To read on:* ".to_owned(),
        "came without a test that shows the defect.".to_owned(),
    ] {
        assert!(kept.contains(&expected), "{expected}: {kept}");
    }
    // It is no part of the point itself.
    let points = last_time(&repo);
    assert_eq!(points.len(), 1);
    assert!(!points[0]["text"].as_str().unwrap().contains("came from"), "{points:?}");
}

#[test]
fn ones_own_steps_are_kept_as_well() {
    let repo =
        harbor().config("user.name", "Zoë Lindqvist").config("user.email", "zoe@harbor.example");
    coach!(repo, ["--quiet", "notes", "--self", HOME]).ok();
    assert!(read(&repo).contains("# What I want to try"));
    assert!(
        coach!(repo, ["notes", "--self", "--previous", "../home/agreed.md"])
            .ok()
            .contains("From last")
    );
}

#[test]
fn whose_a_file_is_outlives_a_new_address() {
    let repo = harbor();
    save(&repo, &["--save"]);
    let map = "Zoë Lindqvist <aaa@new.example> <zoe@harbor.example>\n";
    let repo = repo.commit(support::Commit::new("Map people").file(".mailmap", map));
    let text = coach!(repo, ["notes", "--person", "lindqvist"]).ok();
    assert!(text.contains("From last time"), "{text}");
    save(&repo, &["--save"]);
    assert_eq!(files(&repo.home().join(".local/share/git-coach/notes")).len(), 1);
}

#[test]
fn no_question_is_asked_twice_in_a_row() {
    let repo = harbor();
    let asked = |repo: &Repo| -> Vec<String> {
        let args = ["--quiet", "notes", "--person", "zoe", HOME, "--format", "json"];
        let report: Value = serde_json::from_str(&coach!(repo, args).ok()).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let general = report["questions"].as_array().unwrap().iter().map(text);
        let situations = report["situations"].as_array().unwrap();
        assert!(!situations.is_empty());
        general.chain(situations.iter().map(|one| text(&one["question"]))).collect()
    };
    let mut before = asked(&repo);
    for _ in 0..3 {
        let now = asked(&repo);
        assert!(now.iter().all(|question| !before.contains(question)), "{before:?} {now:?}");
        before = now;
    }
}
