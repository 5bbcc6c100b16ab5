//! Built-in practices, held against what the data say.

use git_coach_analyzer::examples;
use git_coach_model::Verdict;
use git_coach_practices::{Example, Library, PracticeFile, Rule};
use toml::{Table, Value};

/// A practice out of a library of its own.
pub(crate) struct Practice {
    library: Library,
    id: &'static str,
}

impl Practice {
    /// The practice as it is shipped.
    pub(crate) fn shipped(id: &'static str) -> Self {
        Self { library: built_in(), id }
    }

    /// The practice without what excuses a line that matches.
    pub(crate) fn without_excuses(id: &'static str) -> Self {
        let library = built_in();
        let mut file: Table = library.find(id).unwrap().text.parse().unwrap();
        let missing = file.get_mut("missing").unwrap();
        take_out(missing, "unless");
        // The examples are of the practice as a whole.
        let text = file.to_string();
        let names: Vec<String> = library.ids().map(|id| format!("{}.toml", id.as_str())).collect();
        let own = format!("{id}.toml");
        let files: Vec<PracticeFile<'_>> = names
            .iter()
            .map(|path| PracticeFile { path, text: if *path == own { &text } else { "" } })
            .collect();
        Self { library: Library::read(&files).0, id }
    }

    fn rule(&self) -> &Rule {
        &self.library.find(self.id).unwrap().rule
    }

    /// Whether the practice finds something missing.
    pub(crate) fn is_missing(&self, example: &Example) -> bool {
        examples::verdict(self.rule(), example) == Verdict::Missing
    }

    /// Whether the practice would point at a line of this text in a place where it looks, as
    /// `git coach practices match` tells.
    pub(crate) fn points_at(&self, text: &str) -> bool {
        let line = text.replace(['\r', '\n'], " ");
        self.rule().conditions.line_pattern().unwrap().detects_in_scope(&line)
    }
}

fn built_in() -> Library {
    Library::built_in().ok().unwrap()
}

/// Takes a key out of a table and of all tables in it.
fn take_out(value: &mut Value, key: &str) {
    match value {
        Value::Table(table) => {
            table.remove(key);
            table.iter_mut().for_each(|(_, inner)| take_out(inner, key));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| take_out(inner, key)),
        _ => {}
    }
}
