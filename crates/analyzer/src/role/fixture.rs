//! Input and expected output of tests, by their folders and names.

use super::path::PathParts;

/// The place in the path of the folder that holds fixtures, or of the name that is one.
pub(super) fn folder(path: &PathParts<'_>) -> Option<usize> {
    let mut tests = false;
    let mut count = 0;
    for (index, folder) in path.folders().enumerate() {
        count += 1;
        let always = matches!(
            folder,
            "testdata"
                | "test-data"
                | "test_data"
                | "test_files"
                | "test-files"
                | "testfiles"
                | "fixtures"
                | "fixture"
                | "__fixtures__"
                | "__snapshots__"
                | "__image_snapshots__"
                | "testresources"
                | "test-fixtures"
                | "test_fixtures"
                | "cassettes"
                | "vcr_cassettes"
                | "test-resources"
        );
        let among_tests = tests
            && matches!(
                folder,
                "resources"
                    | "snapshots"
                    | "golden"
                    | "goldens"
                    | "data"
                    | "corpus"
                    | "baselines"
                    | "inputs"
                    | "expected"
                    | "files"
                    | "samples"
            );
        // `src/test/java/com/x/data/` is a package, not a folder of data.
        let package = path.is_in("java") || path.is_in("kotlin") || path.is_in("scala");
        if always || among_tests && (folder == "resources" || !package && !is_code(path)) {
            return Some(index);
        }
        tests = tests
            || matches!(folder, "test" | "tests" | "t" | "spec" | "e2e" | "fuzz" | "__tests__");
        tests = tests || folder.ends_with("test") && index > 0 && path.is_in("src");
    }
    is_by_name(path).then_some(count)
}

fn is_code(path: &PathParts<'_>) -> bool {
    crate::language::row_of_path(path.path).is_some_and(|row| row.kind.is_programming())
}

fn is_by_name(path: &PathParts<'_>) -> bool {
    let name = path.name;
    matches!(path.extension, "golden" | "trycmd")
        || path.extension == "snap" && !path.is_under_root("snap")
        || name.ends_with(".snap.new")
        // Input and output of a test runner of the project's own: `rates.caddyfiletest`.
        || path.extension.len() > 5 && path.extension.ends_with("test") && !is_code(path)
        || name.contains(".approved.")
        || name.contains(".received.")
        || name.contains(".golden.")
        || name.contains(".verified.")
}
