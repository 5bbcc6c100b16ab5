//! Whose hands the changes of the main line went through.

use git2::Oid;

use crate::Error;
use crate::changes::{self, Brought, MainLine};
use crate::commits::Lens;
use crate::survey::{Desk, has_hand};
use crate::workers;

/// The commits of the main line that somebody had a hand in, newest first.
#[derive(Default)]
pub(super) struct Hands {
    /// Those whose change they wrote, or helped to write.
    pub(super) own: Vec<Oid>,
    /// Those that brought in what others wrote: they merged it, or applied it.
    pub(super) brought_in: Vec<Oid>,
}

/// Reads who wrote and who brought in each of these.
pub(super) fn hands(
    desk: &Desk<'_>,
    (lens, brought): (&Lens, &Brought),
    line: &[MainLine],
    person: &git_coach_model::Person,
) -> Result<Hands, Error> {
    let read = |repo: &_, one: &MainLine| changes::hands_of(repo, lens, brought, one.id);
    let found = workers::read_all(desk.repo, desk.threads, line, (desk.progress, "commits"), read)?;
    let mut hands = Hands::default();
    for (one, (authors, bringer)) in line.iter().zip(found) {
        if has_hand(&authors, person) {
            hands.own.push(one.id);
        } else if !authors.is_empty() && bringer.as_ref() == Some(person) {
            hands.brought_in.push(one.id);
        }
    }
    Ok(hands)
}
