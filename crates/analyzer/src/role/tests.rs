//! The roles of paths, case by case.

use git_coach_model::Role::{
    Asset, Build, Ci, Config, Docs, Fixture, Generated, Infrastructure, Lock, Manifest, Migration,
    Source, Test, Vendored,
};

use super::*;

fn check(cases: &[(&str, Role)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(path, expected)| (path, expected, Roles::default().of(path, None).0))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(path, expected, found)| {
            format!("{path}: {} instead of {}", found.name(), expected.name())
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn completions_follow_the_program() {
    check(&[
        ("crates/core/flags/complete/rg.zsh", Asset),
        ("completions/tool.bash", Asset),
        ("completions/_tool", Asset),
        ("src/complete.rs", Source),
        ("src/complete/words.rs", Source),
        ("bin/run.sh", Source),
    ]);
}

#[test]
fn an_interpreter_is_a_path() {
    let role = |head: &[u8]| Roles::default().of("bin/tool", Some(head)).0;
    assert_eq!(role(b"#!/bin/sh\n"), Source);
    assert_eq!(role(b"#! /usr/bin/env python3\n"), Source);
    let expected = |head: &[u8]| Roles::default().of("tests/ui/lint.fixed", Some(head)).0;
    assert_eq!(expected(b"#![warn(clippy::all)]\n"), Fixture);
}

#[test]
fn forges_and_editors() {
    check(&[
        (".github/workflows/ci.yml", Ci),
        (".github/actions/setup/action.yml", Ci),
        (".github/dependabot.yml", Config),
        (".github/CODEOWNERS", Config),
        (".github/CONTRIBUTING.md", Docs),
        (".gitlab-ci.yml", Ci),
        ("Jenkinsfile", Ci),
        ("ci/Jenkinsfile.release", Ci),
        (".circleci/config.yml", Ci),
        ("azure-pipelines-nightly.yml", Ci),
        (".vscode/settings.json", Config),
        (".idea/modules.xml", Config),
        ("Vagrantfile", Config),
        (".editorconfig", Config),
        (".gitignore", Config),
        (".eslintrc.js", Config),
        ("rustfmt.toml", Config),
        ("src/ci/mod.rs", Source),
    ]);
    for path in [".github/workflows/a.yml", "Jenkinsfile", ".vscode/a.json", "Vagrantfile"] {
        assert!(!Roles::default().of(path, None).1.contains(Vendored), "{path}");
    }
}

#[test]
fn tests_and_their_data() {
    check(&[
        ("t/t0001-init.sh", Test),
        ("t/test-lib.sh", Test),
        ("t/t4013/diff.diff-tree_initial", Fixture),
        ("t/README", Docs),
        ("t/Makefile", Build),
        ("t/helper/test-date.c", Test),
        ("tests/ui/error.rs", Test),
        ("tests/ui/error.stderr", Fixture),
        ("tests/data.json", Fixture),
        ("tests/README.md", Docs),
        ("tests/fixtures/app/package.json", Fixture),
        ("pkg/x/testdata/in.go", Fixture),
        ("src/__snapshots__/a.test.js.snap", Fixture),
        ("crates/a/src/snapshots/b.snap", Fixture),
        ("src/__tests__/a.tsx", Test),
        ("web/a.test.tsx", Test),
        ("spec/models/user_spec.rb", Test),
        ("test/test_helper.rb", Test),
        ("conftest.py", Test),
        ("src/test/java/org/x/Base.java", Test),
        ("src/test/java/org/x/data/Base.java", Test),
        ("src/test/resources/a.xml", Fixture),
        ("src/testFixtures/java/A.java", Test),
        ("src/integrationTest/java/A.java", Test),
        ("app/src/androidTest/java/A.kt", Test),
        ("core/FooTest.java", Test),
        ("Foo.Tests/Bar.cs", Test),
        ("FooTests/Bar.swift", Test),
        ("src/foo/tests.rs", Test),
        ("benches/speed.rs", Test),
        ("a/x_test.go", Test),
        ("lib/x.t", Test),
    ]);
}

#[test]
fn products_about_testing_are_source() {
    check(&[
        ("src/testing/runner.go", Source),
        ("latest.go", Source),
        ("contest.py", Source),
        ("src/attestation.rs", Source),
        ("src/Latest.java", Source),
        ("src/main/java/Contest.java", Source),
        ("packages/test/src/index.ts", Source),
        ("src/test_code.go", Source),
        ("src/protest.js", Source),
        ("footest.ts", Source),
        ("test_foo.go", Source),
        ("src/Greatest.cs", Source),
        ("src/inspect/spec.py", Source),
        ("pkg/specs/spec.go", Source),
    ]);
}

#[test]
fn tools_by_name() {
    check(&[
        ("Cargo.toml", Manifest),
        ("a/package.json", Manifest),
        ("pom.xml", Manifest),
        ("go.mod", Manifest),
        ("requirements-dev.txt", Manifest),
        ("app/build.gradle", Manifest),
        ("buildSrc/src/main/java/Sums.java", Build),
        ("build-logic/src/main/kotlin/tax.base.gradle.kts", Build),
        ("tax-testing-support/src/main/kotlin/Rates.kt", Test),
        ("caddytest/integration/adapt/rates.caddyfiletest", Fixture),
        ("a.csproj", Manifest),
        ("Cargo.lock", Lock),
        ("web/yarn.lock", Lock),
        ("go.sum", Lock),
        ("Makefile", Build),
        ("CMakeLists.txt", Build),
        ("build.rs", Build),
        ("webpack.config.js", Build),
        ("configure.ac", Build),
        ("vite.config.ts", Build),
        ("Dockerfile", Infrastructure),
        ("docker/Dockerfile.dev", Infrastructure),
        ("docker-compose.prod.yml", Infrastructure),
        ("infra/main.tf", Infrastructure),
        ("k8s/app.yaml", Infrastructure),
        ("charts/x/templates/a.yaml", Infrastructure),
        ("pkg/kubernetes/client.go", Source),
        ("src/dockerfile.rs", Source),
        ("db/migrate/20200101_add.rb", Migration),
        ("app/migrations/0001_initial.py", Migration),
        ("migrations/001.sql", Migration),
        ("src/main/resources/db/migration/V1__a.sql", Migration),
        ("src/migrations/runner.ts", Source),
        ("jest.config.js", Config),
        ("config/app.yml", Config),
    ]);
    let (_, roles) = Roles::default().of("build.gradle.kts", None);
    assert!(roles.contains(Manifest) && roles.contains(Build));
    let (_, roles) = Roles::default().of("Cargo.lock", None);
    assert!(roles.contains(Lock) && roles.contains(Generated));
}

#[test]
fn copied_and_generated() {
    check(&[
        ("node_modules/a/index.js", Vendored),
        ("vendor/github.com/a/b.go", Vendored),
        ("third_party/zlib/test/a.c", Vendored),
        ("vendor/a/testdata/b", Vendored),
        ("vendor/a/.github/workflows/ci.yml", Vendored),
        ("testdata/vendor/a.go", Fixture),
        ("public/jquery-3.1.js", Vendored),
        ("app.min.js", Generated),
        ("api/a.pb.go", Generated),
        ("a_pb2.py", Generated),
        ("Form.Designer.cs", Generated),
        ("src/__generated__/a.ts", Generated),
        ("app.js.map", Generated),
        ("gradlew", Vendored),
        ("dist/index.js", Generated),
        ("min/tests.js", Generated),
        ("src/min/heap.js", Source),
        ("min/heap.c", Source),
        ("src/cache/lru.rs", Source),
        ("src/env/mod.rs", Source),
        ("src/external/api.ts", Source),
        ("types/global.d.ts", Source),
        ("js/controls.js", Source),
        ("src/react.js", Source),
    ]);
    let (_, roles) = Roles::default().of("node_modules/a/index.js", None);
    assert!(roles.contains(Vendored) && roles.contains(Generated));
}

#[test]
fn words_and_the_rest() {
    check(&[
        ("README", Docs),
        ("LICENSE-MIT", Docs),
        ("docs/guide.rst", Docs),
        ("docs/site/index.js", Docs),
        ("CHANGELOG.md", Docs),
        ("notes/plan.md", Docs),
        ("examples/hello.rs", Docs),
        ("Documentation/git.txt", Docs),
        ("src/security.py", Source),
        ("src/license.go", Source),
        ("src/history.rs", Source),
        ("src/main.rs", Source),
        ("web/page.html", Source),
        ("scripts/release", Source),
        ("robots.txt", Asset),
        ("logo.png", Asset),
        ("data/x.csv", Asset),
        ("strange", Asset),
        ("", Asset),
        ("/", Asset),
        ("a//b", Asset),
    ]);
    let (_, roles) = Roles::default().of("examples/hello.rs", None);
    assert!(roles.contains(Source));
}

#[test]
fn content_tells_what_a_name_does_not() {
    let go = "// Code generated by x; DO NOT EDIT.\npackage a\n";
    let cases = [
        ("a.go", go, Generated),
        ("a.go", "package a\n// about generated code\n", Source),
        ("a.rs", "//! The tables are automatically generated by another program.\n", Source),
        ("a.rb", "#\n# This file is automatically generated by Racc 1\n", Generated),
        ("a.rs", "// @generated\nfn a() {}\n", Generated),
        ("a.rs", "let a = \"Code generated by x; DO NOT EDIT.\";", Source),
        ("a.js", &"a".repeat(500), Generated),
        ("a.js", "var a;\n//# sourceMappingURL=a.js.map\n", Generated),
        ("a.yml", "- request:\nrecorded_with: VCR 2\n", Generated),
        ("Icon.png.meta", "fileFormatVersion: 2\n", Generated),
        (".github/workflows/a.yml", "# This file was autogenerated by x\n", Ci),
        ("run", "#!/bin/sh\n", Source),
        ("t/run", "#!/bin/sh\n", Test),
        ("a.html", "<meta name='generator' content='makeinfo 4'>", Generated),
        (
            "locale/de.js",
            "//! locale: German\n\n;(function (global, factory) {\n   typeof exports === 'object' && typeof module !== 'undefined'\n",
            Generated,
        ),
        (
            "src/umd.js",
            "(function (root, factory) {\n    if (typeof define === 'function') {\n",
            Source,
        ),
        ("src/umd.js", "(function (global, factory) {\n    factory(global)\n})\n", Source),
        (
            "a/Rate.java",
            "package a;\n\npublic final class Rate extends com.google.protobuf.GeneratedMessageV3\n",
            Generated,
        ),
        (
            "a/RateOrBuilder.java",
            "public interface RateOrBuilder\n    // @@protoc_insertion_point(interface_extends:Rate)\n",
            Generated,
        ),
        (
            "a/Rates.java",
            "public final class Rates {\n  public static void registerAllExtensions(com.google.protobuf.ExtensionRegistry r) {}\n",
            Generated,
        ),
        ("a/RateGrpc.java", "@javax.annotation.Generated(\n    value = \"by x\")\n", Generated),
        (
            "a/Maker.java",
            "import com.google.protobuf.GeneratedMessageV3;\npublic class Maker {\n  String mark = \"@@protoc_insertion_point(\";\n",
            Source,
        ),
    ];
    for (path, head, expected) in cases {
        assert_eq!(Roles::default().of(path, Some(head.as_bytes())).0, expected, "{path} {head}");
    }
}

#[test]
fn attributes_have_the_last_word() {
    let text = "gen/** linguist-generated\n*.pb.go -linguist-generated\nlib/* linguist-vendored\n\
                man/** linguist-documentation\nvendor/** -linguist-vendored\n";
    let roles = Roles::new([("", text)]);
    let cases = [
        ("gen/a.rs", Generated),
        ("a.pb.go", Source),
        ("lib/a.js", Vendored),
        ("man/a.c", Docs),
        ("vendor/own/a.php", Source),
    ];
    for (path, expected) in cases {
        assert_eq!(roles.of(path, None).0, expected, "{path}");
    }
    let head = b"// Code generated by x. DO NOT EDIT.\n";
    assert_eq!(roles.of("b.pb.go", Some(head)).0, Source);
}
