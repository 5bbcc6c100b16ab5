//! What is meant for two people only.

/// Something about one person, that only the notes for a one-to-one may show.
///
/// It can't be printed, serialised or dereferenced, so no report, renderer or poster can take one
/// by accident; [`Private::for_notes`] is the only way in, and a test holds who calls it.
///
/// ```compile_fail
/// fn post(text: &str) {}
/// let notes = git_coach_model::Private::new(String::from("for two people"));
/// post(&notes); // expected `&str`, found `&Private<String>`
/// ```
///
/// ```compile_fail
/// let notes = git_coach_model::Private::new("for two people");
/// println!("{notes}"); // `Private<&str>` doesn't implement `Display`
/// ```
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Marks a value as meant for two people only.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the notes alone.
    pub const fn for_notes(&self) -> &T {
        &self.0
    }

    /// Something made of it, as private as it was.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Private<U> {
        Private(make(self.0))
    }

    /// The same, where making it may fail; an error tells nothing of the value.
    ///
    /// # Errors
    /// What `make` answers.
    pub fn try_map<U, E>(self, make: impl FnOnce(T) -> Result<U, E>) -> Result<Private<U>, E> {
        make(self.0).map(Private)
    }
}
