//! `.git-coach.toml`, the user's own settings and the command line: which goes before which.

#![expect(clippy::unwrap_used, reason = "a fixture that cannot be built is a failed test")]

use std::fs;

use support::{ANNA, BORIS, Commit, Identity, Repo, coach, lines_of};

const ID: &str = "tests/source-comes-with-tests";

/// A repository with tests, and a branch `topic` that brings source without a test.
fn repo(settings: &str) -> Repo {
    Repo::new()
        .commit(
            Commit::new("Start")
                .file("src/a.py", lines_of("a", 30))
                .file("tests/test_a.py", lines_of("t", 30))
                .file(".git-coach.toml", settings),
        )
        .branch("topic", |repo| {
            repo.commit(Commit::new("Teach it rates").file("src/b.py", lines_of("b", 40)))
        })
}

fn write_user(repo: &Repo, path: &str, text: &str) {
    let file = repo.home().join(".config/git-coach").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Text as though its lines were not broken.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check_level(repo: &Repo, args: &[&str], expected: Option<&str>) {
    let all = args.iter().copied().chain(["practices", "list", "--format", "json"]);
    let list = coach!(repo, all).ok();
    let at = list.find(&format!("\"id\": \"{ID}\""));
    let level = at.map(|at| {
        let rest = &list[at..];
        let start = rest.find("\"level\": \"").unwrap() + 10;
        rest[start..].split('"').next().unwrap()
    });
    assert_eq!(level, expected, "{list}");
}

#[test]
fn the_repository_goes_before_the_user_and_the_command_line_before_both() {
    let plain = repo("");
    check_level(&plain, &[], Some("note"));
    write_user(&plain, "config.toml", "[practices.\"tests/*\"]\nlevel = \"suggestion\"\n");
    check_level(&plain, &[], Some("suggestion"));
    let set = repo("[practices.\"tests/source-comes-with-tests\"]\nlevel = \"warning\"\n");
    write_user(&set, "config.toml", "[practices.\"tests/*\"]\nlevel = \"note\"\n");
    check_level(&set, &[], Some("warning"));
    check_level(&set, &["--practice", "tests/*=suggestion"], Some("suggestion"));
    check_level(&set, &["--practice", &format!("{ID}=off")], None);
    check_level(&set, &["--only", "debt/*"], None);
    check_level(&set, &["--only", "tests/*"], Some("warning"));
}

#[test]
fn the_command_line_may_stand_before_or_after_the_command() {
    let repo = repo("");
    let before = coach!(repo, ["--practice", "tests/*=off", "review", "main..topic"]).ok();
    let after = coach!(repo, ["review", "main..topic", "--practice", "tests/*=off"]).ok();
    assert_eq!(before, after);
    assert!(!before.contains("If this broke"), "{before}");
    let brief = coach!(repo, ["--only", "tests/*"]).ok();
    assert!(brief.contains("Team review"), "{brief}");
    let said = coach!(repo, ["--practice", "tests/source-come-with-tests=off"]).failed(4);
    assert!(said.contains("did you mean `tests/source-comes-with-tests`?"), "{said}");
    coach!(repo, ["--practice", "tests=off"]).failed(2);
}

#[test]
fn what_is_off_is_not_said() {
    let on = coach!(repo(""), ["review", "main..topic"]).ok();
    assert!(on.contains("If this broke next month"), "{on}");
    let off = coach!(repo("[practices.\"tests/*\"]\noff = true\n"), ["review", "main..topic"]).ok();
    assert!(!off.contains("If this broke next month"), "{off}");
}

#[test]
fn failing_goes_by_the_level_that_is_set() {
    let args = ["review", "main..topic", "--fail-on", "warning"];
    assert_eq!(coach!(repo(""), args).code, 0);
    let firm = repo(&format!("[practices.\"{ID}\"]\nlevel = \"warning\"\n"));
    assert_eq!(coach!(firm, args).code, 1);
    let mild = repo(&format!("[practices.\"{ID}\"]\nlevel = \"note\"\n"));
    assert_eq!(coach!(mild, ["review", "main..topic", "--fail-on", "suggestion"]).code, 0);
}

#[test]
fn a_practice_is_held_to_its_paths() {
    let here = repo(&format!("[practices.\"{ID}\"]\npaths = [\"src/**\"]\n"));
    assert!(coach!(here, ["review", "main..topic"]).ok().contains("If this broke next month"));
    let explained = coach!(here, ["practices", "explain", ID]).ok();
    assert!(explained.contains("Held to the paths: `src/**` by .git-coach.toml:2"), "{explained}");
    let list = flat(&coach!(here, ["practices", "list", "--format", "json"]).ok());
    assert_eq!(list.matches("\"paths\": [ \"src/**\" ]").count(), 1, "{list}");
    assert!(list.contains("\"paths\": null"), "{list}");
    let elsewhere = repo(&format!("[practices.\"{ID}\"]\npaths = [\"tests/**\"]\n"));
    let review = coach!(elsewhere, ["review", "main..topic"]).ok();
    assert!(!review.contains("If this broke next month"), "{review}");
}

#[test]
fn what_fits_nothing_is_named_and_stops_nothing() {
    let settings = "areas = [\"src\", \"scr\"]\nbots = [\"Anna*\", \"Deploy Robot\"]\n\
                    [practices.\"tests/source-come-with-tests\"]\noff = true\n\
                    [practices.\"debt/*\"]\npaths = [\"lib/**\"]\n";
    let repo = repo(settings);
    let output = coach!(repo, ["brief"]);
    assert_eq!(output.code, 0);
    let told = [
        ".git-coach.toml:3:12: `tests/source-come-with-tests` names no practice\n \
         3 | [practices.\"tests/source-come-with-tests\"]\n   \
         |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n   \
         = did you mean `tests/source-comes-with-tests`?\n",
        ".git-coach.toml:1:17: `scr` is no folder with files in this repository\n \
         1 | areas = [\"src\", \"scr\"]\n   |                 ^^^^^\n   \
         = did you mean `src`?\n",
        ".git-coach.toml:6:10: `lib/**` holds no file of this repository\n \
         6 | paths = [\"lib/**\"]\n   |          ^^^^^^^^\n",
        ".git-coach.toml:2:18: `deploy robot` is nobody who has committed here\n \
         2 | bots = [\"Anna*\", \"Deploy Robot\"]\n   |                  ^^^^^^^^^^^^^^\n",
    ];
    assert_eq!(output.stderr, told.concat());
    assert!(flat(&output.stdout).contains("4 settings fit nothing here"), "{}", output.stdout);
    // A review asks no whole history who has committed.
    let review = coach!(repo, ["review", "main..topic"]);
    assert_eq!(review.stderr, told[..3].concat());
    let tested = coach!(repo, ["practices", "test"]);
    assert_eq!(tested.code, 1);
    assert!(tested.stdout.ends_with(" passed, 4 failed\n"), "{}", tested.stdout);
    let json = coach!(repo, ["brief", "--format", "json"]);
    assert!(json.stdout.contains("\"what\": \"unmatched\""), "{}", json.stdout);
}

#[test]
fn what_a_user_sets_may_fit_nothing_here() {
    let repo = repo("");
    let settings = "bots = \"Robot\"\n[practices.\"ours/elsewhere\"]\npaths = \"lib/**\"\n";
    write_user(&repo, "config.toml", settings);
    let tested = coach!(repo, ["practices", "test"]).ok();
    assert!(tested.contains("`ours/elsewhere` names no practice"), "{tested}");
}

#[test]
fn a_mistake_leaves_the_rest_in_force() {
    let settings = format!("[practices.\"{ID}\"]\noff = true\n[windows]\ndays = \"two\"\n");
    let repo = repo(&settings);
    let output = coach!(repo, ["review", "main..topic"]);
    assert_eq!(output.code, 0);
    assert!(
        output.stderr.contains(".git-coach.toml:4:8: expected a whole number"),
        "{}",
        output.stderr
    );
    assert!(!output.stdout.contains("If this broke next month"), "{}", output.stdout);
    assert!(output.stdout.contains(".git-coach.toml"), "{}", output.stdout);
    coach!(repo, ["practices", "test"]).failed(1);
}

#[test]
fn programs_of_the_team_are_left_out() {
    const ROBOT: Identity = Identity::new("Deploy Robot", "deploy@harbor.example");
    let with = |settings: &str| {
        Repo::new().commit(Commit::new("Start").file(".git-coach.toml", settings)).commits(
            6,
            |number| {
                let by = [ANNA, BORIS, ROBOT][number % 3];
                let file = format!("src/{number}.py");
                Commit::new("Teach it more").by(by).file(file, lines_of(&format!("w{number}"), 5))
            },
        )
    };
    let unknown = coach!(with(""), ["brief", "--since", "1y"]).ok();
    assert!(unknown.contains("7 changes by 3 people"), "{unknown}");
    let known = coach!(with("bots = \"deploy robot\"\n"), ["brief", "--since", "1y"]).ok();
    assert!(known.contains("5 changes by 2 people"), "{known}");
    let told =
        coach!(with("bots = \"*@harbor.example\"\n"), ["notes", "--person", "Anna"]).failed(4);
    assert!(told.contains("is a program"), "{told}");
}

#[test]
fn areas_and_windows_are_as_the_team_says() {
    let with = |settings: &str| {
        Repo::new().commit(Commit::new("Start").file(".git-coach.toml", settings)).commits(
            40,
            |n| {
                let file = format!("src/{}/{n}.py", ["a", "b"][n % 2]);
                Commit::new("Teach it more").file(file, lines_of(&format!("w{n}"), 5))
            },
        )
    };
    let found = coach!(with(""), ["facts", "verdicts"]).ok();
    assert!(found.contains(",src/a,") || found.contains("src/a"), "{found}");
    let named = coach!(with("areas = \"src\"\n"), ["facts", "verdicts"]).ok();
    assert!(!named.contains("area,src/a,"), "{named}");
    let short = flat(&coach!(with("[windows]\ndays = 12\n"), ["brief"]).ok());
    assert!(short.contains("5–17 Feb 2024"), "{short}");
    let wide = flat(&coach!(with("[windows]\ndays = 12\nleast-changes = 30\n"), ["brief"]).ok());
    assert!(wide.contains("in 60 days"), "{wide}");
}

#[test]
fn a_users_own_practice_is_held_too() {
    let repo = repo("");
    let text = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../rules/tests/source-comes-with-tests.toml"
    ));
    let text = text.unwrap().replace("If this broke next month", "If this broke at home");
    write_user(&repo, "practices/tests/source-comes-with-tests.toml", &text);
    let review = coach!(repo, ["review", "main..topic"]).ok();
    assert!(review.contains("If this broke at home"), "{review}");
    write_user(&repo, "practices/tests/source-comes-with-tests.toml", "title = 1\n");
    let review = coach!(repo, ["review", "main..topic"]);
    assert!(review.stderr.contains("source-comes-with-tests.toml:1:9"), "{}", review.stderr);
    assert!(review.stdout.contains("If this broke next month"), "{}", review.stdout);
    assert!(!review.stdout.contains("mistakes"), "others cannot see it: {}", review.stdout);
}

#[test]
fn a_bare_repository_is_set_up_by_its_head() {
    let settings = format!("[practices.\"{ID}\"]\noff = true\n");
    let original = repo(&settings);
    check_level(&original.bare(), &[], None);
}

#[test]
#[cfg(unix)]
fn nothing_outside_of_the_repository_is_read_for_it() {
    use std::os::unix::fs::symlink;
    let secret = "[secret]\ntoken = \"hunter2\"\n";
    let repo = Repo::new().commit(
        Commit::new("Start")
            .symlink(".git-coach.toml", "../outside.toml")
            .symlink(".git-coach/practices/ours/leak.toml", "../../../../outside.toml")
            .symlink(".git-coach/practices/more", "/etc"),
    );
    fs::write(repo.path().parent().unwrap().join("outside.toml"), secret).unwrap();
    for place in [&repo, &repo.bare()] {
        let output = coach!(place, ["practices", "test"]);
        assert_eq!(output.code, 1);
        assert!(!output.stdout.contains("hunter2"), "{}", output.stdout);
        let links = output.stdout.matches("a symbolic link, which is not followed").count();
        assert_eq!(links, 3, "{}", output.stdout);
    }
    let whole = Repo::new().commit("Start");
    symlink("/etc", whole.path().join(".git-coach")).unwrap();
    let output = coach!(whole, ["practices", "test"]);
    assert!(output.stdout.contains(".git-coach: a symbolic link"), "{}", output.stdout);
}

#[test]
fn hostile_files_are_bounded_and_harmless() {
    let long = format!("title = \"{}\"\n", "x".repeat(300 * 1024));
    let repo = Repo::new()
        .commit(Commit::new("Start").file("a", "1\n"))
        .unstaged(".git-coach/practices/a/large.toml", long)
        .unstaged(".git-coach/practices/a/binary.toml", [0xff, 0xfe, 0])
        .unstaged(".git-coach/practices/a/escape.toml", "\"\\u001b[31m\\n\" = 1\n")
        .unstaged(".git-coach.toml", "\"\u{202e}x\" = 1\nbots = \"\\u001b]0;x\\u0007\"\n");
    let output = coach!(repo, ["brief"]);
    assert_eq!(output.code, 0);
    for text in [&output.stdout, &output.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
    }
    assert!(output.stderr.contains("large.toml: more than 262144 bytes"), "{}", output.stderr);
    assert!(output.stderr.contains("binary.toml: not UTF-8"), "{}", output.stderr);
    let many = (0..510).fold(Repo::new().commit("Start"), |repo, number| {
        repo.unstaged(&format!(".git-coach/practices/a/p{number}.toml"), "")
    });
    let output = coach!(many, ["practices", "test"]);
    assert!(output.stdout.contains("more than 500 files"), "{}", output.stdout);
}
