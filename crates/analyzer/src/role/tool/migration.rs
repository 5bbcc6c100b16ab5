//! Files that change a data store's schema.

use git_coach_model::Role;

use super::super::path::PathParts;
use super::Tool;

/// What changes a data store's schema: numbered files, and whatever is SQL, in such a folder.
pub(super) fn of(path: &PathParts<'_>) -> Option<Tool> {
    let tool = Some(Tool::new(Role::Migration));
    let code = |extension: &str| {
        matches!(
            extension,
            "sql"
                | "py"
                | "rb"
                | "php"
                | "ts"
                | "js"
                | "mjs"
                | "cjs"
                | "go"
                | "cs"
                | "java"
                | "kt"
                | "exs"
                | "rs"
                | "xml"
                | "yml"
                | "yaml"
                | "json"
                | "toml"
                | "prisma"
                | "surql"
                | "cql"
        )
    };
    if path.name.ends_with(".migration.sql") {
        return tool;
    }
    if !code(path.extension) {
        return None;
    }
    if path.passes("db/migrate")
        || path.passes("alembic/versions")
        || path.passes("db/changelog")
        || path.passes("prisma/migrations")
    {
        return tool;
    }
    let folder = path.folders().any(|folder| {
        matches!(folder, "migrations" | "migration" | "migrate" | "flyway" | "liquibase")
            || folder.ends_with("_migrations")
    });
    let numbered =
        path.stem.trim_start_matches(['m', 'v']).starts_with(|first: char| first.is_ascii_digit());
    let flyway = path.extension == "sql"
        && path.name.starts_with(['v', 'u', 'r', 'b'])
        && path.name.contains("__");
    let whole = path.passes("migrations") && matches!(path.extension, "sql" | "py")
        || path.is_in("migrations") && matches!(path.extension, "php" | "exs");
    let up_or_down = matches!(path.stem, "up" | "down") && path.extension == "sql";
    (folder && (numbered || flyway || whole || up_or_down || path.extension == "sql")
        || flyway && numbered)
        .then_some(Tool::new(Role::Migration))
}
