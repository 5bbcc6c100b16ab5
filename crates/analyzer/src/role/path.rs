//! A path cut into the parts that the rules look at, without allocating for paths of usual length.

/// Room for the lower-case form of a path.
pub(super) struct Buffer {
    near: [u8; 256],
    far: Vec<u8>,
}

impl Buffer {
    pub(super) const fn new() -> Self {
        Self { near: [0; 256], far: Vec::new() }
    }
}

/// A path and its parts; all but the first two are in
/// lower case.
pub(super) struct PathParts<'a> {
    /// The path as it is.
    pub(super) path: &'a str,
    /// Its last part as it is.
    pub(super) name_as_is: &'a str,
    /// The last part.
    pub(super) name: &'a str,
    /// What stands behind the last dot of the name, or nothing.
    pub(super) extension: &'a str,
    /// The name without its extension.
    pub(super) stem: &'a str,
    /// The folders with a slash at the end, or nothing.
    folders: &'a str,
}

impl<'a> PathParts<'a> {
    pub(super) fn new(path: &'a str, buffer: &'a mut Buffer) -> Self {
        let lower = match buffer.near.get_mut(..path.len()) {
            Some(near) => {
                near.copy_from_slice(path.as_bytes());
                near
            }
            None => {
                buffer.far.extend_from_slice(path.as_bytes());
                &mut buffer.far[..]
            }
        };
        lower.make_ascii_lowercase();
        // Lower-casing ASCII letters keeps text valid.
        let lower = std::str::from_utf8(lower).unwrap_or("");
        let cut = path.rfind('/').map_or(0, |at| at + 1);
        let (folders, name) = lower.split_at(cut.min(lower.len()));
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, extension),
            _ => (name, ""),
        };
        Self { path, name_as_is: &path[cut..], name, extension, stem, folders }
    }

    /// The folders from the outermost on.
    pub(super) fn folders(&self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.folders.split('/').filter(|folder| !folder.is_empty())
    }

    /// The same as they are written.
    pub(super) fn folders_as_is(&self) -> impl Iterator<Item = &'a str> {
        let cut = self.path.len() - self.name_as_is.len();
        self.path[..cut].split('/').filter(|folder| !folder.is_empty())
    }

    /// Whether one of the folders has that name.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.folders().any(|found| found == folder)
    }

    /// Whether the outermost folder has that name.
    pub(super) fn is_under_root(&self, folder: &str) -> bool {
        self.folders().next() == Some(folder)
    }

    /// Whether these folders, slashes between, stand side by side in the path.
    pub(super) fn passes(&self, folders: &str) -> bool {
        let mut rest = self.folders;
        while let Some(at) = rest.find(folders) {
            let starts = at == 0 || rest.as_bytes().get(at - 1) == Some(&b'/');
            let ends = rest.as_bytes().get(at + folders.len()) == Some(&b'/');
            if starts && ends {
                return true;
            }
            rest = rest.get(at + folders.len()..).unwrap_or("");
        }
        false
    }

    /// Whether a folder before the one at `index` holds a project's own code.
    pub(super) fn is_below_source(&self, index: usize) -> bool {
        self.folders()
            .take(index)
            .any(|folder| matches!(folder, "src" | "lib" | "app" | "pkg" | "internal"))
    }

    /// Whether it has no extension and lies where programs lie.
    pub(super) fn is_program_without_extension(&self) -> bool {
        let last = self.folders().next_back();
        self.extension.is_empty()
            && !self.name.starts_with('.')
            && matches!(
                last,
                Some("bin" | "sbin" | "scripts" | "script" | "tools" | "exe" | "hooks")
            )
    }
}
