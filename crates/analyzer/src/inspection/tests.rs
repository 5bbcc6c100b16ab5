//! What a closer look finds, and what it leaves in peace.

use std::fmt::Write as _;

use git_coach_model::{FileStatus, LineCount, Role};

use super::*;
use crate::{language, lines};

/// What a tree holds after a change: the size of every binary file, and one document.
struct Tree(Option<u64>, Option<&'static str>);

impl After for Tree {
    fn size(&self, _: &RepoPath) -> Option<u64> {
        self.0
    }

    fn documents(&self) -> Option<Vec<(RepoPath, String)>> {
        self.1.map(|text| vec![("docs/tax.md".into(), text.to_owned())])
    }

    fn text(&self, _: &RepoPath) -> Option<String> {
        None
    }
}

/// A tree with what stands in its documents and in all else.
pub(super) struct Known {
    pub(super) document: &'static str,
    pub(super) text: Option<&'static str>,
}

impl After for Known {
    fn size(&self, _: &RepoPath) -> Option<u64> {
        None
    }

    fn documents(&self) -> Option<Vec<(RepoPath, String)>> {
        Some(vec![("docs/cli.md".into(), self.document.to_owned())])
    }

    fn text(&self, _: &RepoPath) -> Option<String> {
        self.text.map(str::to_owned)
    }
}

pub(super) fn changed(path: &str, added: &str, deleted: &str) -> FileChange {
    let (role, roles) = Roles::default().of(path, None);
    let language = language::of_path(path);
    let read = |text: &str| {
        let mut lines: Vec<ChangedLine> = lines::added(text, language).collect();
        lines.iter_mut().for_each(|line| line.in_test |= role == Role::Test);
        Some(lines)
    };
    FileChange {
        path: path.into(),
        old_path: None,
        status: FileStatus::Modified,
        role,
        roles,
        language,
        lines: LineCount::Counted { added: 1, deleted: 1 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: read(added),
        deleted_lines: read(deleted),
    }
}

fn numbers(places: Option<Vec<Evidence>>) -> Option<Vec<u32>> {
    Some(places?.into_iter().map(|place| place.line.unwrap_or_default()).collect())
}

#[test]
fn every_expression_compiles() {
    let files = [
        changed("tests/test_a.py", "time.sleep(1)\n", "assert a\n"),
        changed("src/a.py", "# a = b\n", ""),
        changed("src/a.rs", "// a();\n// b();\n// c();\n// d();\n", ""),
    ];
    let gone = FileChange { status: FileStatus::Deleted, ..changed("src/b.rs", "", "a\n") };
    let found = of(&[files.as_slice(), &[gone]].concat(), &Tree(None, Some("a/b\n")));
    assert_eq!(numbers(found.pauses_in_tests), Some(vec![1]));
    assert_eq!(numbers(found.commented_out), Some(vec![1]));
}

#[test]
fn a_test_is_weaker_by_two_assertions_that_go_alone() {
    let weakened = |added: &str, deleted: &str| {
        assertions::weakened(&[changed("tests/test_a.py", added, deleted)]).map(|found| found.len())
    };
    assert_eq!(weakened("", "assert a\nassert b\n"), Some(1));
    assert_eq!(weakened("", "assert a\n"), Some(0));
    assert_eq!(weakened("assert c\n", "assert a\nassert b\n"), Some(0));
    assert_eq!(weakened("", "a = 1\nb = 2\nc = 3\nassert a\nassert b\nd = 5\n"), Some(0));
    assert_eq!(weakened("", "def test_a():\n    assert a\n    assert b\n"), Some(0));
    assert_eq!(weakened("def test_b():\n", "assert a\nassert b\n"), Some(0));
    assert_eq!(weakened("", "import assert_a (\nfrom a import assert_b (\n"), Some(0));
    assert_eq!(weakened("", "# assert a\n# assert b\n"), Some(0));
    let unseen = FileChange { deleted_lines: None, ..changed("tests/test_a.py", "", "") };
    assert_eq!(assertions::weakened(&[unseen]), None);
}

#[test]
fn a_pause_in_a_loop_waits_for_something() {
    let pauses = |path: &str, text: &str, before: &str| {
        numbers(pauses::in_tests(&[changed(path, text, before)], &Nowhere))
    };
    assert_eq!(pauses("tests/test_a.py", "a()\ntime.sleep(0.5)\n", ""), Some(vec![2]));
    assert_eq!(pauses("tests/test_a.py", "time.sleep(0)\n", ""), Some(vec![]));
    assert_eq!(pauses("tests/test_a.py", "time.sleep(2)\n", "time.sleep(1)\n"), Some(vec![]));
    let polls = "while not ready():\n    # not yet\n    time.sleep(1)\n";
    assert_eq!(pauses("tests/test_a.py", polls, ""), Some(vec![]));
    assert_eq!(
        pauses("tests/a.rs", "thread::sleep(Duration::from_millis(90));\n", ""),
        Some(vec![1])
    );
    assert_eq!(
        pauses("tests/a.rs", "// thread::sleep(Duration::from_millis(90));\n", ""),
        Some(vec![])
    );
    assert_eq!(
        pauses("src/a.spec.ts", "await new Promise(r => setTimeout(r, 100))\n", ""),
        Some(vec![1])
    );
    assert_eq!(
        pauses("src/a.spec.ts", "const p = new Promise(r => setTimeout(r, 100))\n", ""),
        Some(vec![])
    );
    assert_eq!(pauses("src/a.py", "time.sleep(1)\n", ""), Some(vec![]));
    for short in ["time.Sleep(10 * time.Millisecond)", "time.Sleep(time.Millisecond)"] {
        assert_eq!(pauses("a_test.go", &format!("{short}\n"), ""), Some(vec![]), "{short}");
    }
    assert_eq!(pauses("a_test.go", "time.Sleep(50 * time.Millisecond)\n", ""), Some(vec![1]));
}

#[test]
fn a_pause_on_a_clock_of_the_tests_own_takes_no_time() {
    let after = Known { document: "", text: Some("synctest.Test(t, func() {})") };
    let file = changed("a_test.go", "time.Sleep(5 * time.Second)\n", "");
    assert_eq!(numbers(pauses::in_tests(&[file], &after)), Some(vec![]));
}

#[test]
fn a_pause_of_what_a_test_hands_on_plays_something_slow() {
    let file = "def test_a():\n    def slow():\n        time.sleep(5)\n    time.sleep(1)\n";
    let pauses = |added: &str, first: u32, text: Option<&'static str>| {
        let mut file = changed("tests/test_a.py", added, "");
        for (at, line) in (0..).zip(file.added_lines.iter_mut().flatten()) {
            line.number = first + at;
        }
        numbers(pauses::in_tests(&[file], &Known { document: "", text }))
    };
    assert_eq!(pauses(file, 1, None), Some(vec![4]));
    assert_eq!(pauses("        time.sleep(5)\n", 3, None), Some(vec![3]));
    assert_eq!(pauses("        time.sleep(5)\n", 3, Some(file)), Some(vec![]));
    assert_eq!(pauses("    time.sleep(1)\n", 4, Some(file)), Some(vec![4]));
}

#[test]
fn comments_are_code_where_they_repeat_it_or_hold_nothing_else() {
    let out = |added: &str, deleted: &str| {
        numbers(commented::out(&[changed("src/a.rs", added, deleted)], &Nowhere))
    };
    let code = "let a = first();\nlet b = second();\n";
    assert_eq!(out("// let a = first();\n// let b = second();\n", code), Some(vec![1]));
    assert_eq!(out("// let a = first();\n// let b = second();\n", ""), Some(vec![]));
    assert_eq!(out("/// let a = first();\n/// let b = second();\n", code), Some(vec![]));
    let block = "// let a = first();\n// if a {\n//     second(a);\n// }\n";
    assert_eq!(out(block, ""), Some(vec![1]));
    assert_eq!(out(block, "//let a = first();\n"), Some(vec![]));
    assert_eq!(out(&format!("// This is how it is used\n{block}"), ""), Some(vec![]));
    let taken_out = "// let a = first();\n// let b = second();\n";
    for head in [
        "TODO: needs 2.0",
        "see https://example.org/12",
        "Off until the server is back",
        "暂时不用",
    ] {
        assert_eq!(out(&format!("// {head}\n{taken_out}"), code), Some(vec![]), "{head}");
    }
    for head in ["log(\"登录\");", "let c = third();", "third", ".all(\"/**\")//测试时全部运行"]
    {
        assert_eq!(out(&format!("// {head}\n{taken_out}"), code), Some(vec![1]), "{head}");
    }
    assert_eq!(out(taken_out, &format!("// let c = one();\n// let d;\n{code}")), Some(vec![]));
    assert_eq!(out(taken_out, &format!("// let c = one();\n{code}")), Some(vec![1]));
}

#[test]
fn what_stands_above_explains_a_comment() {
    let out = |above: &'static str| {
        let mut file = changed(
            "src/a.rs",
            "// let a = first();\n// let b = second();\n",
            "let a = first();\nlet b = second();\n",
        );
        for line in file.added_lines.iter_mut().flatten() {
            line.number += 1;
        }
        numbers(commented::out(&[file], &Known { document: "", text: Some(above) }))
    };
    let rest = "\n// let a = first();\n// let b = second();\n";
    let text =
        |above: &str| -> &'static str { Box::leak(format!("{above}{rest}").into_boxed_str()) };
    assert_eq!(out(text("    // TODO: back with 2.0")), Some(vec![]));
    assert_eq!(out(text("/// What is used where nothing else is")), Some(vec![]));
    assert_eq!(out(text("let c = third(); // TODO")), Some(vec![2]));
    assert_eq!(out(text("// third")), Some(vec![2]));
}

#[test]
fn a_copy_is_a_dozen_lines_nearly_alike() {
    let block = |count: usize, odd: &str| {
        (0..count).fold(String::new(), |mut text, at| {
            let _ = writeln!(text, "let value{at} = rates.of(year, {at});");
            if at == 8 {
                text.push_str(odd);
            }
            text
        })
    };
    let copies = |right: FileChange| {
        numbers(copies::within(&[changed("src/a.rs", &block(12, ""), ""), right]))
    };
    assert_eq!(copies(changed("src/b.rs", &block(12, ""), "")), Some(vec![1]));
    assert_eq!(copies(changed("src/b.rs", &block(12, "another(line);\n"), "")), Some(vec![1]));
    assert_eq!(copies(changed("src/b.rs", &block(11, ""), "")), Some(vec![]));
    assert_eq!(copies(changed("other/a.rs", &block(12, ""), "")), Some(vec![]));
    assert_eq!(copies(changed("dist/b.rs", &block(12, ""), "")), Some(vec![]));
    assert_eq!(copies(changed("tests/b.rs", &block(12, ""), "")), Some(vec![]));
}

#[test]
fn rows_that_resemble_each_other_are_no_copy() {
    let copies = |block: &str| {
        let file = |path| changed(path, block, "");
        numbers(copies::within(&[file("src/a.rs"), file("src/b.rs")]))
    };
    let rows = |count: usize, kinds: usize, between: &str| {
        (0..count).fold(String::new(), |text, at| {
            format!("{text}{between}let value{} = rates.of(year);\n", at % kinds)
        })
    };
    assert_eq!(copies(&rows(12, 6, "")), Some(vec![1]));
    assert_eq!(copies(&rows(12, 5, "")), Some(vec![]));
    assert_eq!(copies(&rows(16, 2, "")), Some(vec![]));
    for attribute in ["#[inline(never)]\n", "[Serializable]\n", "@Deprecated\n"] {
        assert_eq!(copies(&rows(11, 11, attribute)), Some(vec![]), "{attribute}");
    }
}

#[test]
fn a_binary_is_large_from_a_megabyte_on() {
    let film = FileChange {
        lines: LineCount::Binary,
        status: FileStatus::Added,
        ..changed("assets/film.mp4", "", "")
    };
    let large = |size, file: &FileChange| {
        binaries::large(std::slice::from_ref(file), &Tree(size, None)).map(|found| found.len())
    };
    assert_eq!(large(Some(1 << 20), &film), Some(1));
    assert_eq!(large(Some((1 << 20) - 1), &film), Some(0));
    assert_eq!(large(None, &film), None);
    assert_eq!(large(None, &FileChange { status: FileStatus::Deleted, ..film }), Some(0));
}

#[test]
fn a_document_is_outdated_by_a_whole_path() {
    let gone = FileChange { status: FileStatus::Deleted, ..changed("src/tax/a.rs", "", "a\n") };
    let moved = FileChange {
        status: FileStatus::Renamed,
        old_path: Some("src/tax/a.rs".into()),
        ..changed("src/b.rs", "", "")
    };
    let outdated = |file: &FileChange, text| {
        numbers(documents::outdated(std::slice::from_ref(file), &Tree(None, text)))
    };
    for (text, lines) in [
        ("# Tax\n\nSee `src/tax/a.rs`.\n", vec![3]),
        ("[it](https://example.org/a/b/blob/main/src/tax/a.rs)\n", vec![1]),
        ("[it](https://example.org/a/b/blob/v1.2/src/tax/a.rs)\n", vec![]),
        ("See src/tax/a.rs.\n", vec![1]),
        ("See src/tax/a.rs2 and old/src/tax/a.rs\n", vec![]),
        ("We removed src/tax/a.rs\n", vec![]),
        ("src/tax/a.rs\nsrc/tax/a.rs:12: found\n", vec![]),
    ] {
        assert_eq!(outdated(&gone, Some(text)), Some(lines.clone()), "{text}");
        assert_eq!(outdated(&moved, Some(text)), Some(lines), "{text}");
    }
    assert_eq!(outdated(&gone, None), None);
    assert_eq!(outdated(&changed("src/tax/a.rs", "", ""), None), Some(vec![]));
}
