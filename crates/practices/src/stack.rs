//! Practices and settings of several layers brought together.
//!
//! Built in, then the user's, then the repository's, then the command line's: a practice file
//! replaces the whole practice of the same id, and a setting goes before the same setting of an
//! earlier layer. Within one layer what names one practice goes before what names its folder.
//! Nothing else is merged.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use git_coach_model::{Level, PracticeId, RepoPath};

use crate::config::{self, Entry, NamePattern, Paths, Placed};
use crate::mistake::{Place, nearest};
use crate::read::Known;
use crate::{Filed, Library, Mistake, Origin, PracticeFile, Selector, Settings};

/// What one owner has to say.
#[derive(Clone, Debug)]
pub struct Layer<'a> {
    /// Who.
    pub origin: Origin,
    /// Their practice files.
    pub practices: Vec<LayerFile<'a>>,
    /// Their settings.
    pub settings: Option<LayerFile<'a>>,
}

/// A file of a layer.
#[derive(Clone, Copy, Debug)]
pub struct LayerFile<'a> {
    /// What its owner calls it: `.git-coach/practices/tests/ours.toml`.
    pub name: &'a str,
    /// Its path below the folder of practices; its name for settings.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// `ID=off` or `ID=LEVEL` on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    selector: Selector,
    /// None switches it off.
    level: Option<Level>,
}

impl Adjustment {
    /// Reads `folder/name=off` or `folder/*=warning`.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let form = "write ID=off or ID=LEVEL, as in `tests/source-comes-with-tests=off`";
        let (id, word) = text.split_once('=').ok_or(form)?;
        let selector = Selector::parse(id).ok_or_else(|| format!("`{id}` is no id; {form}"))?;
        let level = match word {
            "off" => None,
            _ => Some(
                word.parse()
                    .map_err(|_| format!("`{word}` is none of off, {}", Level::NAMES.join(", ")))?,
            ),
        };
        Ok(Self { selector, level })
    }
}

impl fmt::Display for Adjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Some(level) => write!(f, "{}={level}", self.selector),
            None => write!(f, "{}=off", self.selector),
        }
    }
}

/// What is in force, and what was wrong on the way.
#[derive(Default)]
pub struct Stack {
    /// The practices, with their levels and paths as set; those that are off are not among them.
    pub library: Library,
    /// Those that are off, by id.
    pub off: BTreeMap<PracticeId, SwitchedOff>,
    /// The practices of files with mistakes, each with its file.
    pub broken: BTreeMap<PracticeId, String>,
    /// What else is set.
    pub settings: Settings,
    /// The mistakes of all files, in the order of layers and files; whose they are, too.
    pub mistakes: Vec<(Origin, Mistake)>,
    /// The settings that name no practice.
    pub unmatched: Vec<Unmatched>,
    /// The paths that practices are held to, the areas and the programs that the repository names.
    paths: Vec<Paths>,
    areas: Vec<Placed<RepoPath>>,
    bots: Vec<Placed<NamePattern>>,
}

/// A setting that nothing fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// Whose setting it is.
    pub origin: Origin,
    /// What it names.
    pub name: String,
    /// Where it stands, and what is to be told of it.
    pub mistake: Mistake,
}

impl Unmatched {
    fn new(origin: Origin, at: &Place, name: &str, what: &str, nearest: Option<&str>) -> Self {
        let mut mistake = Mistake::of_place(at.clone(), format!("`{name}` {what}"));
        mistake.help = nearest.map(did_you_mean);
        Self { origin, name: name.to_owned(), mistake }
    }
}

fn did_you_mean(nearest: &str) -> String {
    format!("did you mean `{nearest}`?")
}

/// A practice that is switched off.
pub struct SwitchedOff {
    /// The practice, as it would be in force.
    pub filed: Filed,
    /// Where it is switched off: in settings, or `--practice` or `--only`.
    pub at: Place,
}

/// Brings the built-in practices, layers in their order, and the command line together; `only`,
/// unless it is empty, switches every other practice off.
pub fn stack(layers: &[Layer<'_>], adjustments: &[Adjustment], only: &[Selector]) -> Stack {
    let mut stack = Stack::default();
    match Library::built_in() {
        Ok(library) => stack.library = library,
        Err(mistakes) => {
            stack.mistakes.extend(mistakes.into_iter().map(|one| (Origin::BuiltIn, one)));
        }
    }
    stack.add_practices(layers);
    let mut off = BTreeMap::new();
    for layer in layers {
        let Some(file) = layer.settings else {
            continue;
        };
        let (config, mistakes) = config::read(file.name, file.text);
        stack.mistakes.extend(mistakes.into_iter().map(|one| (layer.origin, one)));
        stack.set(config, layer.origin, &mut off);
    }
    let entries = adjustments.iter().map(|one| Entry {
        selector: one.selector.clone(),
        at: Place::whole("--practice"),
        level: one.level,
        off: Some(one.level.is_none()),
        paths: None,
    });
    stack.set_practices(entries.collect(), Origin::CommandLine, &mut off);
    for selector in only {
        stack.check_selector(selector, &Place::whole("--only"), Origin::CommandLine);
    }
    for id in stack.library.ids() {
        if !only.is_empty() && !only.iter().any(|one| one.selects(id)) {
            off.entry(id.clone()).or_insert_with(|| Place::whole("--only"));
        }
    }
    for (id, at) in off {
        if let Some(filed) = stack.library.take(&id) {
            stack.off.insert(id, SwitchedOff { filed, at });
        }
    }
    stack
}

impl Stack {
    /// The practice of that name, in force or not.
    pub fn filed(&self, name: &str) -> Option<&Filed> {
        let off = || self.off.get(&PracticeId::parse(name)?).map(|off| &off.filed);
        self.library.find(name).or_else(off)
    }

    /// The id most like `name` among all practices that there are; a name without a folder may be
    /// that of one in any.
    pub fn nearest(&self, name: &str) -> Option<&PracticeId> {
        let ids = || self.library.ids().chain(self.off.keys()).chain(self.broken.keys());
        let own = |id: &&PracticeId| id.as_str().rsplit('/').next() == Some(name);
        let near = || nearest(name, ids().map(PracticeId::as_str));
        ids().find(own).or_else(|| {
            let near = near()?;
            ids().find(|id| id.as_str() == near)
        })
    }

    /// Reads every practice file.
    fn add_practices(&mut self, layers: &[Layer<'_>]) {
        let sources = Library::sources();
        let own = layers.iter().flat_map(|layer| &layer.practices);
        let ids: BTreeSet<PracticeId> = own
            .filter_map(|file| PracticeFile { path: file.path, text: file.text }.id())
            .chain(self.library.rules().map(|rule| rule.practice.id.clone()))
            .collect();
        let known = Known { sources: &sources, practices: &ids, are_tested: false };
        for layer in layers {
            for file in &layer.practices {
                let read = PracticeFile { path: file.path, text: file.text };
                if let Err(found) = self.library.add(&read, file.name, layer.origin, &known) {
                    self.mistakes.extend(found.into_iter().map(|one| (layer.origin, one)));
                    self.broken.extend(read.id().map(|id| (id, file.name.to_owned())));
                }
            }
        }
    }

    fn set(
        &mut self,
        config: config::Config,
        origin: Origin,
        off: &mut BTreeMap<PracticeId, Place>,
    ) {
        let values =
            |placed: &[Placed<RepoPath>]| placed.iter().map(|one| one.value.clone()).collect();
        if let Some(areas) = config.areas {
            self.settings.areas = values(&areas);
            self.areas = told(areas, origin);
        }
        if let Some(bots) = config.bots {
            self.settings.bots = bots.iter().map(|one| one.value.clone()).collect();
            self.bots = told(bots, origin);
        }
        let windows = &mut self.settings.windows;
        windows.days = config.days.unwrap_or(windows.days);
        windows.least_changes = config.least_changes.unwrap_or(windows.least_changes);
        self.set_practices(config.entries, origin, off);
    }

    /// Sets levels and paths, those of folders first, and notes what is off.
    fn set_practices(
        &mut self,
        mut entries: Vec<Entry>,
        origin: Origin,
        off: &mut BTreeMap<PracticeId, Place>,
    ) {
        entries.sort_by_key(|entry| matches!(entry.selector, Selector::One(_)));
        for entry in entries {
            self.check_selector(&entry.selector, &entry.at, origin);
            for filed in self.library.filed_mut() {
                let practice = &mut filed.rule.practice;
                if !entry.selector.selects(&practice.id) {
                    continue;
                }
                practice.level = entry.level.unwrap_or(practice.level);
                match entry.off {
                    Some(true) => drop(off.insert(practice.id.clone(), entry.at.clone())),
                    Some(false) => drop(off.remove(&practice.id)),
                    None => {}
                }
                if let Some(paths) = &entry.paths {
                    filed.rule.conditions.set_paths(paths.clone());
                }
            }
            self.paths.extend(told(entry.paths.into_iter().collect(), origin));
        }
    }

    fn check_selector(&mut self, selector: &Selector, at: &Place, origin: Origin) {
        if self.library.ids().chain(self.broken.keys()).any(|id| selector.selects(id)) {
            return;
        }
        let nearest = selector.nearest(self.library.ids());
        let (name, what) = (selector.to_string(), "names no practice");
        self.unmatched.push(Unmatched::new(origin, at, &name, what, nearest.as_deref()));
    }

    /// The paths and areas that the repository names and its tree has nothing of.
    pub fn unmatched_in(&self, tree: &[RepoPath]) -> Vec<Unmatched> {
        let new =
            |at: &Place, name: &str, what| Unmatched::new(Origin::Repository, at, name, what, None);
        let is_folder = |name: &str| tree.iter().any(|path| path.is_below(name));
        let mut unmatched = Vec::new();
        for area in self.areas.iter().filter(|area| !is_folder(area.value.as_str())) {
            let folder = area.value.as_str();
            let mut idle = new(&area.at, folder, "is no folder with files in this repository");
            let near = nearest(folder, tree.iter().map(RepoPath::folder));
            idle.mistake.help = near.map(did_you_mean);
            unmatched.push(idle);
        }
        for glob in self.paths.iter().flat_map(|paths| paths.idle(tree.iter())) {
            let folder = glob.value.trim_end_matches('/');
            unmatched.push(if is_folder(folder) {
                let mut idle = new(&glob.at, &glob.value, "is a folder");
                idle.mistake.help = Some(format!("write `{folder}/**`"));
                idle
            } else {
                new(&glob.at, &glob.value, "holds no file of this repository")
            });
        }
        unmatched
    }

    /// Whether the repository names paths or areas, so that it pays to read its tree.
    pub const fn names_places(&self) -> bool {
        !self.areas.is_empty() || !self.paths.is_empty()
    }

    /// Whether the repository names programs, so that it pays to ask who has committed.
    pub const fn names_bots(&self) -> bool {
        !self.bots.is_empty()
    }

    /// The programs that the repository names and that nobody among `people` (name, address) is.
    /// It stops asking for people once every program is met.
    pub fn unmatched_bots(&self, people: impl Iterator<Item = (String, String)>) -> Vec<Unmatched> {
        let mut idle: Vec<&Placed<NamePattern>> = self.bots.iter().collect();
        for (name, email) in people {
            idle.retain(|bot| !bot.value.fits(&name, &email));
            if idle.is_empty() {
                break;
            }
        }
        idle.into_iter()
            .map(|bot| {
                let what = "is nobody who has committed here";
                Unmatched::new(Origin::Repository, &bot.at, bot.value.as_str(), what, None)
            })
            .collect()
    }
}

/// What is told of if nothing fits it: a user's settings are for many repositories.
fn told<T>(values: Vec<T>, origin: Origin) -> Vec<T> {
    if origin == Origin::Repository { values } else { Vec::new() }
}

#[cfg(test)]
mod tests;
