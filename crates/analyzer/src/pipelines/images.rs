//! The images that container files begin with.

use std::collections::{BTreeMap, BTreeSet};

/// Whether a path is a container file that describes an image.
pub(super) fn is_container_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let is_template = [".tt", ".erb", ".j2", ".tmpl", ".template", ".tpl", ".in", ".dockerignore"]
        .iter()
        .any(|end| name.ends_with(end));
    (matches!(stem, "dockerfile" | "containerfile") || name.ends_with(".dockerfile"))
        && !is_template
}

/// The images that a container file begins with, stages of its own and `scratch` left out; those
/// that a variable without a value names cannot be told.
pub(super) fn of(text: &str) -> Vec<String> {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    let mut stages: BTreeSet<String> = BTreeSet::new();
    let mut images = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        match words.next().map(str::to_ascii_uppercase).as_deref() {
            Some("ARG") => {
                if let Some((name, value)) = words.next().and_then(|word| word.split_once('=')) {
                    values.insert(name, value.trim_matches(['"', '\'']));
                }
            }
            Some("FROM") => {
                let mut words = words.filter(|word| !word.starts_with("--"));
                let Some(image) = words.next() else {
                    continue;
                };
                let is_stage = stages.contains(&image.to_ascii_lowercase()) || image == "scratch";
                if let (Some(word), Some(name)) = (words.next(), words.next())
                    && word.eq_ignore_ascii_case("as")
                {
                    stages.insert(name.to_ascii_lowercase());
                }
                if let Some(image) = filled(image, &values).filter(|_| !is_stage) {
                    images.push(image);
                }
            }
            _ => {}
        }
    }
    images
}

/// The name with variables filled in; none where one has no value.
fn filled(image: &str, values: &BTreeMap<&str, &str>) -> Option<String> {
    let mut whole = String::new();
    let mut rest = image;
    while let Some((before, after)) = rest.split_once('$') {
        whole += before;
        let (name, after) = match after.strip_prefix('{') {
            Some(inner) => inner.split_once('}')?,
            None => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                after.split_at(after.find(|c| !is_name(c)).unwrap_or(after.len()))
            }
        };
        let (name, otherwise) = name.split_once(":-").unwrap_or((name, ""));
        let value = values.get(name).copied().unwrap_or(otherwise);
        if value.is_empty() || value.contains('$') {
            return None;
        }
        whole += value;
        rest = after;
    }
    whole += rest;
    Some(whole)
}

/// Whether an image is named by a tag other than `latest`, or a digest.
pub(super) fn is_pinned(image: &str) -> bool {
    let name = image.rsplit('/').next().unwrap_or(image);
    match name.split_once('@') {
        Some((_, digest)) => !digest.is_empty(),
        None => name.split_once(':').is_some_and(|(_, tag)| !tag.is_empty() && tag != "latest"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_and_variables_are_understood() {
        let text = "ARG RUBY=3.3\nFROM --platform=linux/amd64 docker.io/ruby:${RUBY}-slim AS base\n\
                    FROM base\nfrom node\nFROM scratch\nFROM $UNKNOWN\nFROM a:${TAG:-1}\nFROM\n";
        assert_eq!(of(text), ["docker.io/ruby:3.3-slim", "node", "a:1"]);
        for (image, pinned) in [
            ("node", false),
            ("node:latest", false),
            ("node:20", true),
            ("host:5000/node", false),
            ("node@sha256:00", true),
        ] {
            assert_eq!(is_pinned(image), pinned, "{image}");
        }
        assert!(is_container_file("a/Dockerfile.dev") && is_container_file("x.dockerfile"));
        assert!(!is_container_file("a/Dockerfile.tt") && !is_container_file("docker.rs"));
    }
}
