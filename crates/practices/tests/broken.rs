//! Broken practice files and what is said of them: every file of `broken/` has its report beside
//! it, as a snapshot.

use std::fs;
use std::path::Path;

use git_coach_practices::{Library, PracticeFile};

#[test]
fn every_broken_file_is_told_of() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 60, "only {} broken files", names.len());
    for name in names {
        let text = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
        let path = format!("tests/{name}.toml");
        let (library, mistakes) = Library::read(&[PracticeFile { path: &path, text: &text }]);
        assert_eq!(library.rules().count(), 0, "{name} was read as if it were right");
        let report: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        insta::with_settings!({ snapshot_path => "broken", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name.as_str(), report.join("\n\n"));
        });
    }
}
