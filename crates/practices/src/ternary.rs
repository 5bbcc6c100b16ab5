//! Three-valued logic: yes, no, and what this clone cannot tell.

/// Whether a condition holds, where not every fact can be seen (Kleene's strong logic).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ternary {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It cannot be told from here.
    Undecided,
}

impl Ternary {
    /// What an optional truth comes to: nothing seen is undecided.
    pub(crate) fn seen(truth: Option<bool>) -> Self {
        truth.map_or(Self::Undecided, Self::from)
    }

    /// No is yes and yes is no; what is undecided stays so.
    pub(crate) const fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Undecided => Self::Undecided,
        }
    }

    /// Yes if all are, no if one is no, undecided otherwise; stops at the first no.
    pub(crate) fn all(conditions: impl Iterator<Item = Self>) -> Self {
        let mut result = Self::Yes;
        for condition in conditions {
            match condition {
                Self::No => return Self::No,
                Self::Undecided => result = Self::Undecided,
                Self::Yes => {}
            }
        }
        result
    }

    /// Yes if one is, no if all are no, undecided otherwise; stops at the first yes.
    pub(crate) fn any(conditions: impl Iterator<Item = Self>) -> Self {
        Self::all(conditions.map(Self::negated)).negated()
    }
}

impl From<bool> for Ternary {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Ternary::{self, No, Undecided, Yes};

    #[test]
    fn follows_kleene() {
        for (left, right, all, any) in [
            (Yes, Yes, Yes, Yes),
            (Yes, No, No, Yes),
            (Yes, Undecided, Undecided, Yes),
            (No, No, No, No),
            (No, Undecided, No, Undecided),
            (Undecided, Undecided, Undecided, Undecided),
        ] {
            for pair in [[left, right], [right, left]] {
                assert_eq!(Ternary::all(pair.into_iter()), all, "{pair:?}");
                assert_eq!(Ternary::any(pair.into_iter()), any, "{pair:?}");
            }
        }
        assert_eq!(Ternary::all(std::iter::empty()), Yes);
        assert_eq!(Ternary::any(std::iter::empty()), No);
    }
}
