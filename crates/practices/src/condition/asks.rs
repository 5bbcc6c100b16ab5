//! Which facts a condition asks for.

use super::Condition;

impl<S> Condition<S> {
    /// Whether it asks for a fact whose name `is` answers yes to.
    pub(crate) fn asks(&self, is: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.asks(is)),
            Self::Not(part) => part.asks(is),
            Self::Repository(part) => part.asks(is),
            Self::Number { name, .. }
            | Self::Flag { name, .. }
            | Self::Word { name, .. }
            | Self::Text { name, .. } => is(name.fact),
            Self::Lines(test) => is(test.side.fact()),
            Self::Paths(_) => false,
        }
    }
}
