//! What repositories are called side by side.

use std::path::Path;

/// Each repository's name; those of the same name with the end of their path by which they differ, or
/// with a number where a path may not be told or does not tell them apart.
pub(super) fn apart<'a>(
    repositories: impl Iterator<Item = (&'a str, Option<&'a Path>)>,
) -> Vec<String> {
    let all: Vec<(&str, Option<Vec<String>>)> =
        repositories.map(|(name, path)| (name, path.map(folders))).collect();
    let mut known: Vec<String> = Vec::new();
    for (at, (name, path)) in all.iter().enumerate() {
        let others = || {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            others.filter(|(_, (other, _))| other == name).map(|(_, (_, path))| path)
        };
        let called = if others().next().is_none() {
            (*name).to_owned()
        } else {
            let ends = path.as_ref().map(|path| (1..=path.len()).map(|count| end(path, count)));
            let differs = |end: &String| {
                let count = end.split('/').count();
                others().flatten().all(|other| self::end(other, count) != *end)
            };
            match ends.and_then(|mut ends| ends.find(differs)) {
                Some(end) if end == **name => end,
                Some(end) => format!("{name} ({end})"),
                None => (*name).to_owned(),
            }
        };
        let mut unique = called.clone();
        for number in 2_u32.. {
            if !known.contains(&unique) {
                break;
            }
            unique = format!("{called} · {number}");
        }
        known.push(unique);
    }
    known
}

fn folders(path: &Path) -> Vec<String> {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| !matches!(part.as_str(), "/" | "." | ".git")).collect()
}

/// The last folders of a path.
fn end(path: &[String], count: usize) -> String {
    path[path.len().saturating_sub(count)..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namesakes_are_told_apart() {
        let check = |given: &[(&str, &str)], expected: &[&str]| {
            let given = given
                .iter()
                .map(|(name, path)| (*name, (!path.is_empty()).then(|| Path::new(*path))));
            assert_eq!(apart(given), expected);
        };
        check(&[("harbor", "/a/harbor"), ("pier", "/a/pier")], &["harbor", "pier"]);
        check(
            &[("harbor", "/x/north/harbor"), ("harbor", "/x/south/harbor"), ("pier", "/pier")],
            &["harbor (north/harbor)", "harbor (south/harbor)", "pier"],
        );
        check(&[("harbor", "/x/mine"), ("harbor", "/x/harbor/.git")], &["harbor (mine)", "harbor"]);
        check(&[("a", "/one/a"), ("a", "/one/b/one/a")], &["a", "a (b/one/a)"]);
        check(&[("harbor", ""), ("harbor", "")], &["harbor", "harbor · 2"]);
    }
}
