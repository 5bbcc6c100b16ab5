//! When two names are the same: letter case and white space aside.

/// A name as it is compared.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Whether what stands in place of a name is none: nothing, or an address.
pub(crate) fn is_none(name: &str) -> bool {
    name.trim().is_empty() || name.contains('@')
}
