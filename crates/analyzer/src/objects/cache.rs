//! What was read last, within a budget of bytes.

use std::collections::HashMap;

use git2::Oid;

use super::{Bytes, Kind, LARGEST_KEPT};

/// Where an object was found.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// At an offset of a pack.
    Packed(usize, u64),
    /// By libgit2.
    Named(Oid),
}

/// Two generations: what is used comes into the young one; when that is full the old one is
/// dropped and the young one grows old. Near enough to "least recently used", and without links.
pub(super) struct Cache {
    young: HashMap<Key, (Kind, Bytes)>,
    old: HashMap<Key, (Kind, Bytes)>,
    bytes: usize,
    budget: usize,
}

impl Cache {
    pub(super) fn new(budget: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), bytes: 0, budget }
    }

    pub(super) fn get(&mut self, key: &Key) -> Option<(Kind, Bytes)> {
        if let Some(found) = self.young.get(key) {
            return Some(found.clone());
        }
        let found = self.old.remove(key)?;
        self.put(*key, &found);
        Some(found)
    }

    /// Keeps a content unless it would push out too much else.
    pub(super) fn put(&mut self, key: Key, found: &(Kind, Bytes)) {
        let bytes = found.1.len();
        if bytes > self.budget / LARGEST_KEPT {
            return;
        }
        // The table's own cost, so that many tiny contents stay within the budget too.
        self.bytes += bytes + 96;
        self.young.insert(key, found.clone());
        if self.bytes > self.budget / 2 {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_used_stays_and_the_rest_goes() {
        let mut cache = Cache::new(16_000);
        let content = (Kind::Blob, Arc::new(vec![0; 900]));
        for at in 0..100 {
            cache.put(Key::Packed(0, at), &content);
            assert!(cache.get(&Key::Packed(0, 0)).is_some(), "{at}");
        }
        assert!(cache.get(&Key::Packed(0, 50)).is_none());
        let held: usize =
            cache.young.values().chain(cache.old.values()).map(|(_, bytes)| bytes.len()).sum();
        assert!(held <= 16_000, "{held}");
    }

    #[test]
    fn what_is_large_is_not_kept() {
        let mut cache = Cache::new(800);
        cache.put(Key::Packed(0, 0), &(Kind::Blob, Arc::new(vec![0; 101])));
        assert!(cache.get(&Key::Packed(0, 0)).is_none());
    }
}
