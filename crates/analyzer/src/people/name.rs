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

/// What programs write where nobody has said their name.
const NOBODY: &[&str] = &[
    "first last",
    "john doe",
    "name surname",
    "no name",
    "not committed yet",
    "unknown author",
    "unknown user",
    "user name",
    "your name",
];

/// Whether a name alone, folded, tells its bearer from others: a whole one, or a made-up one with a
/// number in it. Many people are called Anna.
pub(super) fn is_telling(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_made_up = letters > 3 && name.contains(|it: char| it.is_ascii_digit() || it == '_');
    is_whole(name) || is_made_up && !is_none(name)
}

/// Whether a name, folded, is a first and a last one, or one in a script that parts no words.
pub(super) fn is_whole(name: &str) -> bool {
    let parts_no_words = |letter: char| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}');
    let words = name.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
    let is_long = words > 1 || name.chars().filter(|it| parts_no_words(*it)).count() > 1;
    is_long && !is_none(name) && !NOBODY.contains(&name)
}

/// Whether two names of one script, folded, may well be one person's: a word in common, one made of
/// the other's, or the first letters.
pub(super) fn are_akin(left: &str, right: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|letter: char| !letter.is_alphanumeric());
        parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(left), words(right));
    let initials =
        |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let is_made_of = |whole: &[String], parts: &[String]| {
        let whole = whole.concat();
        whole == initials(parts) && parts.len() > 1
            || parts.iter().any(|part| part.chars().count() > 2 && whole.contains(part.as_str()))
    };
    one.iter().any(|word| word.chars().count() > 1 && other.contains(word))
        || is_made_of(&one, &other)
        || is_made_of(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_names_tell_more_than_others() {
        for (name, expected) in [
            ("zoë lindqvist", true),
            ("陈伟", true),
            ("김철수", true),
            ("edison1105", true),
            ("z l", true),
            ("anna", false),
            ("борис", false),
            ("your name", false),
            ("a@x 1", false),
            ("", false),
            ("r2", false),
        ] {
            assert_eq!(is_telling(&folded(name)), expected, "{name}");
        }
    }

    #[test]
    fn names_of_one_person_have_something_in_common() {
        for (left, right, expected) in [
            ("Zoë Lindqvist", "Zoë Berg", true),
            ("Zoë Lindqvist", "zlindqvist", true),
            ("Zoë Lindqvist", "zl", true),
            ("Zoë Lindqvist", "Anna Özdemir", false),
            ("Anna", "Ben", false),
            ("陈伟", "王芳", false),
        ] {
            assert_eq!(are_akin(&folded(left), &folded(right)), expected, "{left} {right}");
            assert_eq!(are_akin(&folded(right), &folded(left)), expected, "{right} {left}");
        }
    }

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
