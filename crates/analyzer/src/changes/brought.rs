//! Which commits each merge of the main line brought.

use std::collections::HashMap;

use git2::Oid;

use crate::Error;
use crate::cache::Cache;
use crate::repo::Repo;
use crate::revision::Range;
use crate::walk;

/// How many commits of one change are looked at: a merge of a whole other history is no request.
const MOST_COMMITS: usize = 500;

/// The commits that merges brought: those that a merge reaches and its first parent does not.
#[derive(Default)]
pub(crate) struct Brought(HashMap<Oid, Vec<Oid>>);

impl Brought {
    /// Finds them for a stretch of the main line, first parents without a gap, newest first.
    ///
    /// One walk finds the commits of the whole stretch. Each was brought by the oldest merge that
    /// reaches it, so the merges are asked from the oldest on and take what nobody took.
    pub(crate) fn by(repo: &Repo, line: &[Oid]) -> Result<Self, Error> {
        let (Some(newest), Some(oldest)) = (line.first(), line.last()) else {
            return Ok(Self::default());
        };
        let parents_of_oldest =
            if repo.is_boundary(*oldest) { Vec::new() } else { repo.commit(*oldest)?.parents };
        let hidden = parents_of_oldest.into_iter().take(1).collect();
        let range = Range { tips: vec![*newest], hidden };
        let order = walk::with_parents(repo, &Cache::none(), &range)?;
        let parents: HashMap<Oid, &[Oid]> =
            order.iter().map(|(id, parents)| (*id, parents.as_slice())).collect();
        let mut taken: HashMap<Oid, Oid> = line.iter().map(|id| (*id, *id)).collect();
        for merge in line.iter().rev() {
            let mut reached = parents.get(merge).map_or_else(Vec::new, |all| all.to_vec());
            while let Some(id) = reached.pop() {
                if let Some(parents) = parents.get(&id).filter(|_| !taken.contains_key(&id)) {
                    taken.insert(id, *merge);
                    reached.extend_from_slice(parents);
                }
            }
        }
        let mut brought: HashMap<Oid, Vec<Oid>> = HashMap::new();
        for (id, parents) in &order {
            let Some(merge) = taken.get(id).filter(|merge| *merge != id) else { continue };
            let all = brought.entry(*merge).or_default();
            if parents.len() < 2 && all.len() < MOST_COMMITS {
                all.push(*id);
            }
        }
        Ok(Self(brought))
    }

    /// The commits of a merge, newest first, without merges among them.
    pub(crate) fn of(&self, merge: Oid) -> &[Oid] {
        self.0.get(&merge).map_or(&[], Vec::as_slice)
    }
}

/// The commits of a range without merges, newest first.
pub(crate) fn of_range(repo: &Repo, range: &Range) -> Result<Vec<Oid>, Error> {
    let order = walk::with_parents(repo, &Cache::none(), range)?;
    let alone = order.into_iter().filter(|(_, parents)| parents.len() < 2);
    Ok(alone.map(|(id, _)| id).take(MOST_COMMITS).collect())
}
