//! Text for people, by its name and its folder.

use super::path::PathParts;

/// Stems of files that tell about the project, whatever their extension.
const STEMS: [&str; 46] = [
    "announcement",
    "architecture",
    "authors",
    "bugs",
    "building",
    "changelog",
    "changes",
    "citation",
    "citations",
    "code-of-conduct",
    "code_of_conduct",
    "codeofconduct",
    "contributing",
    "contributors",
    "copying",
    "copyright",
    "credits",
    "disclaimer",
    "faq",
    "governance",
    "hacking",
    "history",
    "install",
    "installation",
    "licence",
    "licences",
    "license",
    "licenses",
    "maintainers",
    "maintaining",
    "manifesto",
    "migrating",
    "news",
    "notice",
    "notices",
    "owners",
    "patents",
    "readme",
    "release-notes",
    "release_notes",
    "releases",
    "roadmap",
    "security",
    "support",
    "thanks",
    "unlicense",
];

/// Whether the file's name says that it is for readers. Code of such a name (`security.py`) is
/// code, unless the name is shouted as only such files are.
pub(super) fn by_name(path: &PathParts<'_>, programming: bool) -> bool {
    if path.is_in("src") && path.extension.is_empty() && path.name_as_is == path.name {
        return false;
    }
    let stem = path.name.split('.').next().unwrap_or(path.name);
    let as_is = path.name_as_is.get(..stem.len()).unwrap_or("");
    let first = stem.split(['-', '_']).next().unwrap_or(stem);
    let told = STEMS.binary_search(&stem).is_ok()
        || matches!(
            first,
            "license"
                | "licence"
                | "copying"
                | "readme"
                | "changelog"
                | "changes"
                | "upgrading"
                | "upgrade"
        ) && is_text(path)
        || stem.ends_with("-license") && is_text(path);
    let shouted = !as_is.is_empty() && !as_is.contains(|letter: char| letter.is_lowercase());
    told && (shouted && path.extension != "rs" || !programming && is_text(path))
}

/// Whether the name's end does not speak against text.
fn is_text(path: &PathParts<'_>) -> bool {
    use crate::language::LanguageKind::Prose;
    let row = crate::language::row_of_path(path.path);
    row.map_or(!is_picture(path.extension), |row| row.kind == Prose)
        || matches!(path.extension, "html" | "htm")
        || path.name == "citation.cff"
}

fn is_picture(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "ico" | "lock")
}

/// Whether one of the path's folders is for readers; code counts only in those of the root, or of
/// a package.
pub(super) fn by_folder(path: &PathParts<'_>, programming: bool) -> bool {
    path.folders().enumerate().any(|(index, folder)| match folder {
        "documentation" | "javadoc" | "groovydoc" | "apidoc" | "apidocs" => true,
        "doc" | "docs" => index == 0 || !programming || path.passes("inst/doc"),
        "man" | "manual" | "manpages" | "guides" => index == 0,
        "adr" | "adrs" | "rfcs" => !programming,
        "example" | "examples" | "sample" | "samples" | "demo" | "demos" | "tutorials" => {
            index == 0 || folder.ends_with('s') && !path.is_below_source(index)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_sorted() {
        assert!(STEMS.is_sorted());
    }
}
