//! The published sources that practices rest on.

use toml::Spanned;
use toml::de::DeTable;

/// One entry of `rules/evidence.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name that practice files use.
    pub key: String,
    /// How it is cited in a sentence: "Levin & Yehudai 2017".
    pub cite: String,
    /// Where to find it.
    pub reference: String,
    /// What was found.
    pub found: String,
    /// What a practice may say because of it.
    pub claim: String,
    /// What it must not say.
    pub never: String,
}

/// Reads the embedded sources; a file that lacks something is caught by this crate's tests.
pub(crate) fn sources(text: &str) -> Vec<Source> {
    let table = DeTable::parse(text).map(Spanned::into_inner).unwrap_or_default();
    table
        .iter()
        .map(|(key, entry)| {
            let field =
                |name: &str| entry.get_ref().get(name).and_then(|value| value.get_ref().as_str());
            let text = |name: &str| field(name).unwrap_or_default().to_owned();
            Source {
                key: key.get_ref().to_string(),
                cite: text("cite"),
                reference: text("reference"),
                found: text("found"),
                claim: text("claim"),
                never: text("never"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_whole() {
        let sources = sources(crate::embedded::EVIDENCE);
        assert!(DeTable::parse(crate::embedded::EVIDENCE).is_ok());
        assert!(sources.len() > 5);
        for source in &sources {
            for field in
                [&source.cite, &source.reference, &source.found, &source.claim, &source.never]
            {
                assert!(!field.is_empty(), "{} lacks a field", source.key);
            }
        }
    }

    #[test]
    fn odd_values_are_no_reason_to_fail() {
        let odd = sources("a = 1\n[b]\ncite = 3\n");
        assert_eq!(odd.len(), 2);
    }
}
