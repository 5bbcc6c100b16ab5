//! When two names are the same: letter case, white space and accents aside.

use unicode_normalization::UnicodeNormalization;

/// A name or an address as it is compared. Accents of Latin, Greek and Cyrillic letters are dropped,
/// as machines without them write the same name; marks that make letters of other scripts stay.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(plain).collect();
    words.join(" ")
}

fn plain(word: &str) -> String {
    let bare: String = word.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect();
    let lower: String = bare.to_lowercase().replace('ı', "i");
    lower.nfc().collect()
}

/// Whether what stands in place of a name is none: nothing, or an address.
pub(crate) fn is_none(name: &str) -> bool {
    name.trim().is_empty() || name.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_written_in_many_ways() {
        for (left, right) in [
            ("Zoë", "Zoe\u{308}"),
            ("Zoë Lindqvist", " zoe  LINDQVIST"),
            ("İnanç Gümüş", "Inanc Gumus"),
            ("Işıl", "isil"),
            ("Ελένη", "ΕΛΕΝΗ"),
            ("\u{ff21}nna", "Anna"),
        ] {
            assert_eq!(folded(left), folded(right), "{left} {right}");
        }
    }

    #[test]
    fn letters_of_other_scripts_are_no_accents() {
        for (left, right) in [("कमल", "कमला"), ("が", "か"), ("陈伟", "陈卫"), ("Anna", "Anne")]
        {
            assert_ne!(folded(left), folded(right), "{left} {right}");
        }
    }
}
