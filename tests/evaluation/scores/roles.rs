//! What paths are for: each label against all the roles that hold for the path.

use std::collections::BTreeMap;
use std::path::Path;

use git_coach_analyzer::facts;
use git_coach_model::{RepoPath, Role};

use crate::score::{self, Row};
use crate::table::Table;

pub(crate) fn score(cases: &Path, table: &mut Table) {
    let mut kinds: BTreeMap<Role, Vec<Row>> = BTreeMap::new();
    for case in crate::rows(cases, b',') {
        let role = match &case[0] {
            "vendor" => Role::Vendored,
            "test" => Role::Test,
            "generated" => Role::Generated,
            "documentation" => Role::Docs,
            "image" => Role::Asset,
            "configuration" => Role::Config,
            _ => continue,
        };
        // A folder is what lies in it.
        let path =
            if case[1].ends_with('/') { format!("{}file", &case[1]) } else { case[1].into() };
        let head = Some(case[3].as_bytes()).filter(|content| !content.is_empty());
        let file = facts::file_of(RepoPath::from(path.as_str()), head);
        let (expected, found) = (&case[2] == "true", file.roles.contains(role));
        kinds.entry(role).or_default().push(Row { expected, found });
        if expected != found {
            let not = if expected { "" } else { "not " };
            let told = (role.name(), file.role.name());
            table.note(format!("`{path}` is {not}expected to be {}, and is {}", told.0, told.1));
        }
    }
    for (role, rows) in kinds {
        let part = format!("a path is {}", role.name());
        table.row(&part, "its roles", &score::of(&rows));
    }
}
