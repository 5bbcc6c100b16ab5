//! People: identities under the mailmap, everybody of a history, and who is meant by a name.

mod address;
mod circle;
mod everybody;
pub(crate) mod name;
mod whoever;

pub(crate) use everybody::{Everybody, everybody};
pub(crate) use whoever::Known;

use git_coach_model::{Change, Person};

use crate::mailmap::Mailmap;
use crate::repo::Repo;

impl Repo {
    /// The mailmap that git would use: the file at the top of the work tree (of HEAD in a bare
    /// repository), then `mailmap.blob`, then `mailmap.file`.
    pub(crate) fn mailmap(&self) -> Mailmap {
        let git = self.git();
        let mut mailmap = Mailmap::default();
        let config = git.config().and_then(|mut config| config.snapshot()).ok();
        let setting = |key: &str| config.as_ref().and_then(|config| config.get_string(key).ok());
        let top = git.workdir().map(|top| top.join(".mailmap"));
        if let Some(text) = top.and_then(|path| std::fs::read(path).ok()) {
            mailmap.extend(&text);
        }
        let blob =
            setting("mailmap.blob").or_else(|| self.is_bare().then(|| "HEAD:.mailmap".to_owned()));
        if let Some(name) = blob
            && let Ok(object) = git.revparse_single(&name)
            && let Ok(blob) = object.peel_to_blob()
        {
            mailmap.extend(blob.content());
        }
        let file = config.as_ref().and_then(|config| config.get_path("mailmap.file").ok());
        if let Some(text) = file.and_then(|path| std::fs::read(path).ok()) {
            mailmap.extend(&text);
        }
        mailmap
    }
}

/// How many people wrote these changes, programs left out.
pub(crate) fn count(changes: &[Change]) -> u32 {
    let people: std::collections::BTreeSet<&Person> =
        changes.iter().flat_map(|change| &change.authors).collect();
    u32::try_from(people.len()).unwrap_or(u32::MAX)
}
