//! The kinds of work that titles and files tell, case by case.

use git_coach_model::{FileStatus, LineCount, Role, RoleSet};

use super::*;
use crate::message::parse;

fn file(role: Role, added: u32) -> FileChange {
    FileChange {
        path: "some/file".into(),
        old_path: None,
        status: FileStatus::Modified,
        role,
        roles: RoleSet::default().with(role),
        language: None,
        lines: LineCount::Counted { added, deleted: 1 },
        test_added: 0,
        test_deleted: 0,
        code_added: None,
        added_lines: None,
        deleted_lines: None,
    }
}

#[track_caller]
fn check_files(text: &str, roles: &[Role], expected: Kind) {
    let files: Vec<_> = roles.iter().map(|role| file(*role, 5)).collect();
    assert_eq!(of(&parse(text), false, &files), expected, "{text:?} {roles:?}");
}

/// Checks a message on a change of source, tests and docs.
#[track_caller]
fn check(text: &str, expected: Kind) {
    check_files(text, &[Role::Source, Role::Test, Role::Docs], expected);
}

#[test]
fn defects_mended() {
    for text in [
        "Fix a crash on empty input",
        "fix(parser): keep the last line",
        "Fixed #12: wrong total",
        "refs: fix a leak in the iterator",
        "[Dubbo-1234] Fix the registry's lookup",
        "Fix false positive in `needless_return` lint",
        "Fix FP on macros",
        "Fix ICE in tests of type length",
        "Prevent a panic when the file is empty",
        "Don't crash on an unborn branch",
        "hotfix: keep the session",
        "Bugfix for odd paths",
        "Correct the sign of the offset",
        "修复空指针问题",
        "修正: 合計の計算",
        "Behebt falsche Summe",
        "Corrige le calcul du total",
        "Исправлена ошибка в подсчёте",
        "fix: fixture loading",
        "fix(parser): keep comments",
        "fix(types): fix the types of unions",
    ] {
        check(text, Kind::Fix);
    }
}

#[test]
fn mended_but_no_defect() {
    check("Fix typo in the parser", Kind::Mechanical);
    check("fix: typo", Kind::Mechanical);
    check("Fix formatting", Kind::Mechanical);
    check("Run standardrb", Kind::Mechanical);
    check("Fix whitespace in foo.c", Kind::Mechanical);
    check("Fix tests", Kind::Test);
    check("Fix flaky registry test", Kind::Test);
    check("Fix dogfood", Kind::Test);
    check("fix(test): wait longer", Kind::Test);
    check("Fix docs", Kind::Docs);
    check("Fix broken link in README", Kind::Docs);
    check("Fix CI", Kind::Build);
    check("Fix build on macOS", Kind::Build);
    check("Fix clippy warnings", Kind::Other);
    check("Fix merge conflicts", Kind::Other);
    check("fix", Kind::Other);
    check("minor fixes", Kind::Other);
    check("Use a longer prefix", Kind::Other);
    check("Load the fixture lazily", Kind::Other);
    check("修复注释", Kind::Other);
    check("修复代码格式化", Kind::Other);
    check("修复时间格式转换问题", Kind::Fix);
    check("fix mypy findings", Kind::Other);
    check("fix typing", Kind::Other);
    check("Fix codestyle", Kind::Other);
    check("Fix sonar issue s2293, the diamond operator", Kind::Other);
    check("Correct version of a lint", Kind::Other);
    check("Let it be shorter (fixes #12)", Kind::Feature);
    check("修改异常信息", Kind::Other);
    check("Fix cut-off line in the docs.", Kind::Docs);
    check("Fixed the last changeset.", Kind::Other);
    check("Fix up import paths", Kind::Other);
    check("Fix consts.rs", Kind::Other);
    check("Fix reviewer comments", Kind::Other);
    check("printer: fix a few issues in the hyperlink docs", Kind::Docs);
    check("Fix broken directives in docstrings", Kind::Docs);
    check("fix UTs", Kind::Test);
    check("Fix test_no_error_swallowing", Kind::Test);
    check("fix iterator in testsuite helpers", Kind::Test);
    check_files("Fix the total", &[Role::Test], Kind::Test);
    check_files("Fix the total", &[Role::Docs], Kind::Docs);
    check_files("fix: the total", &[Role::Ci], Kind::Build);
}

#[test]
fn the_body_does_not_decide() {
    check("Read the total\n\nThis fixes a crash.\n\nFixes: #12", Kind::Other);
}

#[test]
fn reverts() {
    check("Revert \"Add a parser\"", Kind::Revert);
    check("revert: feat: add a parser", Kind::Revert);
    check("Go back to the old parser\n\nThis reverts commit 0123456.", Kind::Revert);
    check("Reapply \"Fix the total\"\n\nThis reverts commit 0123456.", Kind::Fix);
    check("Reverse the list", Kind::Other);
    check("Reorder the list\n\n* one\n\nThis reverts commit 0123456.", Kind::Other);
}

#[test]
fn releases() {
    for text in [
        "Release 1.2",
        "v1.2.3",
        "Git 2.43-rc1",
        "1.2.0",
        "globset-0.4.13",
        "Bump version to 1.2.3",
        "chore(release): 1.2.3",
        "release: v3.4.0",
        "release version 3.0.0",
        "start version 3.1.0",
        "[maven-release-plugin] prepare release 2.7.0",
        "termcolor: release 0.3.6",
    ] {
        check(text, Kind::Release);
    }
    check("release: remove some artifacts", Kind::Other);
}

#[test]
fn the_next_version_is_opened() {
    for text in [
        "Start the 2.56 release cycle",
        "Prepare for next development iteration",
        "[maven-release-plugin] prepare for next development iteration",
        "Begin development of 2.1",
        "chore: begin v8.2.0-beta.1 development",
    ] {
        check(text, Kind::Mechanical);
    }
}

#[test]
fn words_of_chinese_titles() {
    for (text, expected) in [
        ("重构Rolling日志读写逻辑", Kind::Refactoring),
        ("项目结构重构，提升可维护性", Kind::Refactoring),
        ("log模块代码优化", Kind::Refactoring),
        ("升级框架，优化代码", Kind::Refactoring),
        ("[代码优化](v2.6)：缓存", Kind::Refactoring),
        ("修复登录失败", Kind::Fix),
        ("修改分页bug", Kind::Fix),
        ("[Bug修复](master): 头像上传验证图片格式", Kind::Fix),
        ("【修复】登录失败", Kind::Fix),
        ("新增导出", Kind::Feature),
        ("【新增】GLUE模式扩展", Kind::Feature),
        ("添加订单列表接口", Kind::Feature),
        ("添加注释", Kind::Other),
    ] {
        check_files(text, &[Role::Source, Role::Source], expected);
    }
    for text in ["修改说明文档", "文档完善", "更新README", "[文档完善](v2.6)：备用地址"]
    {
        check_files(text, &[Role::Docs, Role::Config], Kind::Docs);
    }
}

#[test]
fn dependencies() {
    for text in [
        "Bump serde from 1.0.1 to 1.0.2",
        "build(deps): bump x from 1 to 2",
        "chore(deps): update dependency vite to v5",
        "chore(deps-dev): bump y",
        "Update dependency x to v2",
        "[pre-commit.ci] pre-commit autoupdate",
        "chore(deps): lock file maintenance",
    ] {
        check(text, Kind::Dependencies);
    }
    check_files("More recent ones", &[Role::Manifest, Role::Lock], Kind::Dependencies);
    check_files("More metadata", &[Role::Manifest], Kind::Build);
}

#[test]
fn declared() {
    check("feat(parser)!: read dates", Kind::Feature);
    check("perf: read less", Kind::Refactoring);
    check("refactor: read less", Kind::Refactoring);
    check("docs: say so", Kind::Docs);
    check("test: say so", Kind::Test);
    check("ci: say so", Kind::Build);
    check("style: say so", Kind::Mechanical);
    check("chore: say so", Kind::Other);
    check("chore: fix the wording of it", Kind::Docs);
    check_files("chore: say so", &[Role::Config], Kind::Build);
}

#[test]
fn words_of_other_work() {
    check("cargo fmt", Kind::Mechanical);
    check("Rename Foo to Bar", Kind::Mechanical);
    check("Add a parser for dates", Kind::Feature);
    check_files("Add a parser for dates", &[Role::Asset], Kind::Other);
    check("Add tests for dates", Kind::Test);
    check("Update README", Kind::Docs);
    check("Extract a parser for dates", Kind::Refactoring);
    check("Remove unused code", Kind::Refactoring);
    check("Talk about dates", Kind::Other);
    check("", Kind::Other);
    check_files("Talk about dates", &[Role::Test, Role::Fixture], Kind::Test);
    check_files("Talk about dates", &[Role::Generated], Kind::Mechanical);
}

#[test]
fn a_change_of_inner_test_code_is_a_test() {
    let inner = FileChange { test_added: 5, test_deleted: 1, ..file(Role::Source, 5) };
    assert_eq!(of(&parse("Ask more"), false, &[inner]), Kind::Test);
    let outer = FileChange { test_added: 5, test_deleted: 0, ..file(Role::Source, 5) };
    assert_eq!(of(&parse("Ask more"), false, &[outer]), Kind::Other);
}

#[test]
fn merges() {
    assert_eq!(of(&parse("Fix it"), true, &[]), Kind::Merge);
    let source = [file(Role::Source, 5)];
    let kind = |text| of(&parse(text), true, &source);
    assert_eq!(kind("Merge pull request #1 from a/b\n\nFix the total"), Kind::Fix);
    assert_eq!(kind("Merge pull request #1 from a/b\n\nfix: the total"), Kind::Fix);
    assert_eq!(kind("Merge branch 'fix/total'"), Kind::Fix);
    assert_eq!(kind("Merge branch 'ab/topic'"), Kind::Other);
}

#[track_caller]
fn check_title(text: &str, expected: &str) {
    assert_eq!(title(&parse(text)), expected);
}

#[test]
fn a_merge_is_called_by_its_request() {
    check_title("Mend it (#12)\n\nbody", "Mend it (#12)");
    check_title("Merge pull request #1 from a/b\n\nMend it\n\nMore", "Mend it");
    check_title("Merge pull request #1 from a/b\n\nfix: mend it", "fix: mend it");
    check_title("Merge pull request #1 from a/b", "Merge pull request #1 from a/b");
    check_title("Auto merge of #12 - u:b, r=w\n\nMend it\n\nMore", "Mend it");
    check_title("Merge commit from fork\n\n* fix: mend it\n\n* more", "fix: mend it");
    check_title("Merge commit from fork", "Merge commit from fork");
    check_title("Merge #12\n\n12: Mend it r=a b=c\n\nMore", "Mend it");
    check_title("Merge branch 'x' into 'y'\n\nMend it\n\nSee merge request g/p!1", "Mend it");
    check_title(
        "Merge branch 'x' into 'y'\n\nSee merge request g/p!1",
        "Merge branch 'x' into 'y'",
    );
    check_title("Merged in x (pull request #1)\n\nMend it\n\nApproved-by: A", "Mend it");
    check_title("Merged PR 12: Mend it", "Mend it");
    check_title("Merge branch 'ab/topic'\n\nWords.\n\n* ab/topic:\n  x", "Merge branch 'ab/topic'");
}
