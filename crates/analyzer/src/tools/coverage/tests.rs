//! Every dialect of coverage reports, and what is wrong with them.

use git_coach_model::{ChangedLine, FileStatus, LineCount, Role, RoleSet};

use super::*;

const LCOV: &str = "TN:\nSF:/w/src/a.rs\nFN:1,f\nFNDA:2,f\nDA:1,2\nDA:2,0\nDA:3,=====\nLF:3\nLH:1\nend_of_record\n";
const COBERTURA: &str = r#"<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5" version="7">
  <sources><source>/w</source></sources>
  <packages><package name="src"><classes>
    <class name="a.rs" filename="src/a.rs">
      <methods><method name="f"><lines><line number="9" hits="0"/></lines></method></methods>
      <lines><line number="1" hits="2"/><line number="2" hits="0"/><line number="3" hits="0"/></lines>
    </class>
  </classes></package></packages>
</coverage>"#;
const JACOCO: &str = r#"<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="x"><group name="g"><package name="src"><class name="src/A" sourcefilename="a.rs">
<method name="f" desc="()V" line="1"><counter type="LINE" missed="2" covered="1"/></method></class>
<sourcefile name="a.rs"><line nr="1" mi="0" ci="3" mb="0" cb="0"/><line nr="2" mi="2" ci="0" mb="0" cb="0"/>
<line nr="3" mi="2" ci="0" mb="0" cb="0"/></sourcefile></package></group></report>"#;

fn changed(path: &str, lines: &[u32]) -> FileChange {
    let line = |number: &u32| ChangedLine {
        number: *number,
        text: "x".into(),
        in_test: false,
        moved: false,
        runs: [].into(),
    };
    FileChange {
        path: path.into(),
        old_path: None,
        status: FileStatus::Modified,
        role: Role::Source,
        roles: RoleSet::default(),
        language: None,
        lines: LineCount::Counted { added: 0, deleted: 0 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: Some(lines.iter().map(line).collect()),
        deleted_lines: None,
    }
}

fn said(report: &str, lines: &[u32]) -> (u32, Vec<u32>) {
    let path = RepoPath::from("src/a.rs");
    let coverage = Coverage::read(report.as_bytes()).unwrap();
    let covered = coverage.of_change(&[changed("src/a.rs", lines)], &[&path]).unwrap();
    (covered.measured, covered.not_run.iter().filter_map(|place| place.line).collect())
}

#[test]
fn every_dialect_says_the_same() {
    for report in [LCOV, COBERTURA, JACOCO] {
        assert_eq!(said(report, &[1, 2, 3, 4, 9]), (3, vec![2, 3]), "{report}");
        assert_eq!(said(report, &[1]), (1, vec![]), "{report}");
        assert_eq!(said(report, &[7]), (0, vec![]), "{report}");
    }
}

#[test]
fn a_line_that_any_report_ran_was_run() {
    let mut both = Coverage::read(LCOV.as_bytes()).unwrap();
    let other = "SF:src\\a.rs\nDA:2,1\nend_of_record\nSF:src/a.rs\nDA:3,0\nend_of_record\n";
    both.add(Coverage::read(other.as_bytes()).unwrap());
    let path = RepoPath::from("src/a.rs");
    let covered = both.of_change(&[changed("src/a.rs", &[1, 2, 3])], &[&path]).unwrap();
    assert_eq!((covered.measured, covered.not_run.len()), (3, 1));
}

#[test]
fn a_report_of_other_files_says_nothing() {
    let path = RepoPath::from("src/b.rs");
    let coverage = Coverage::read(LCOV.as_bytes()).unwrap();
    assert_eq!(coverage.of_change(&[changed("src/b.rs", &[1])], &[&path]), None);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (text, expected) in [
        ("", "it tells of no line of any file"),
        ("SF:a\nend_of_record\n", "it tells of no line of any file"),
        ("DA:1,2\n", "line 1: `DA` stands behind no `SF`"),
        ("SF:a\nDA:x,2\n", "line 2: `DA` has no line and count"),
        ("SF:a\nDA:1\n", "line 2: `DA` has no line and count"),
        ("hello\n", "line 1: neither LCOV, Cobertura nor JaCoCo"),
        ("{\"a\": 1}", "line 1: neither LCOV, Cobertura nor JaCoCo"),
        (
            "<html/>",
            "it begins with `html`; Cobertura's begins with `coverage`, JaCoCo's with `report`",
        ),
        (
            "<coverage>\n<line number=\"1\" hits=\"1\"/></coverage>",
            "line 2: a line stands in no class",
        ),
        ("<coverage>\n<class/></coverage>", "line 2: `class` has no `filename`"),
        (
            "<report><sourcefile name=\"a\">\n<line nr=\"x\" ci=\"1\"/></sourcefile></report>",
            "line 2: `nr` is no number",
        ),
    ] {
        let found = Coverage::read(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(found, expected, "{text}");
    }
    for (report, last) in [(LCOV, "LF:"), (COBERTURA, "</packages>"), (JACOCO, "</group>")] {
        let torn = &report[..report.find(last).unwrap()];
        let found = Coverage::read(torn.as_bytes()).unwrap_err().to_string();
        assert!(found.contains("it ends in the middle"), "{found}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_odd(text in ".{0,200}", cut in 0_usize..400, flip in 0_usize..400) {
        let _ = Coverage::read(text.as_bytes());
        for report in [LCOV, COBERTURA, JACOCO] {
            let mut bytes = report.as_bytes().to_vec();
            if let Some(byte) = bytes.get_mut(flip) {
                *byte ^= 0x15;
            }
            bytes.truncate(cut.max(1));
            let _ = Coverage::read(&bytes);
        }
    }
}
