//! Names and addresses with `*` for any part.

/// A name or an address, letter case aside, with `*` for any run of characters.
///
/// No other character means anything but itself, as programs are called `dependabot[bot]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(Box<str>);

impl NamePattern {
    /// Reads a pattern; none for one that has nothing but `*` and blanks, which is everybody.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        text.contains(|c: char| c != '*' && !c.is_whitespace()).then(|| Self(text.into()))
    }

    /// The pattern in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the name or the address fits as a whole.
    pub fn fits(&self, name: &str, email: &str) -> bool {
        [name, email].iter().any(|text| matches(&self.0, &text.trim().to_lowercase()))
    }
}

/// Whether `text` is `pattern` with something in place of each `*`; the parts are taken as early as
/// they come, so that time grows with the product of the lengths at most.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_part() {
        for (pattern, name, email, expected) in [
            ("Deploy Robot", "deploy robot", "", true),
            ("Deploy Robot", "Deploy Robot II", "", false),
            ("ci@example.org", "Anna", "CI@example.org", true),
            ("*@bots.example.org", "Anna", "a@bots.example.org", true),
            ("*@bots.example.org", "Anna", "a@example.org", false),
            ("deploy-*-robot", "deploy-eu-robot", "", true),
            ("deploy-*-robot", "deploy-robot", "", false),
            ("a*a", "a", "", false),
            ("a**b*", "a x b", "", true),
            ("x[bot]", "x[bot]", "", true),
            ("x[bot]", "xb", "", false),
            ("ΩMEGA", "ωmega", "", true),
        ] {
            let pattern = NamePattern::new(pattern).unwrap();
            assert_eq!(pattern.fits(name, email), expected, "{pattern:?} {name} {email}");
        }
    }

    #[test]
    fn everybody_is_no_program() {
        for text in ["", "*", " ** "] {
            assert_eq!(NamePattern::new(text), None, "{text}");
        }
    }
}
