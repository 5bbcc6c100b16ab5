//! How a repository stands by its whole history.

use git_coach_model::{Change, LeftArea, Role, Standing, TreeFile};

use super::recent;
use super::{Places, counted, ownership};
use crate::areas;

/// After how many days a lock file that nobody changes is old: two years.
const OLD_DAYS: i64 = 730;
/// How many source files below it people change so that it is in use.
const LEAST_IN_USE: usize = 10;
/// Under how many files with an author an area does not tell who is left.
const LEAST_AUTHORED: u32 = 5;

impl Places {
    /// How the repository stands; none where the history is cut off.
    pub(crate) fn standing(&self) -> Option<Standing> {
        if self.cut_off {
            return None;
        }
        let truck_factor = self.truck_factor();
        let (worked_areas, carried_areas) = self.recent.areas();
        let locks: Vec<(&TreeFile, bool)> = self.locks().collect();
        let old = || locks.iter().filter(|(_, is_old)| *is_old);
        Some(Standing {
            truck_factor: truck_factor.people,
            code_files: truck_factor.files,
            active_people: self.recent.active(),
            worked_areas,
            carried_areas,
            locks: counted(locks.len()),
            old_locks: counted(old().count()),
            old_lock: old().next().map(|(file, _)| file.path.clone()),
            left_areas: self.left_areas(),
        })
    }

    /// Whether a change holds the first work of its one author; none where the history is cut off.
    pub(crate) fn is_first_work(&self, change: &Change) -> Option<bool> {
        if self.cut_off {
            return None;
        }
        let [author] = change.authors.as_slice() else {
            return Some(false);
        };
        let is_its_own = |id| change.commits.iter().any(|commit| commit.id == id);
        let person = self.persons.find(author);
        Some(person.is_some_and(|person| self.recent.is_first(person, is_its_own)))
    }

    /// The areas of which at least two thirds were left, by path.
    fn left_areas(&self) -> Vec<LeftArea> {
        let mut areas: Vec<LeftArea> = self
            .areas
            .iter()
            .map(|area| LeftArea { path: area.path.clone(), files: 0, left: 0 })
            .collect();
        for ((file, area), sum) in self.files.iter().zip(&self.area_of).zip(&self.sums) {
            // Tests that nobody touches for years do their work.
            if file.role != Role::Source {
                continue;
            }
            let authors = ownership::authors(sum);
            let area = area.and_then(|at| areas.get_mut(at));
            if let (Some(area), false) = (area, authors.is_empty()) {
                area.files += 1;
                let stays = authors.iter().any(|author| self.recent.is_here(*author));
                area.left += u32::from(!stays);
            }
        }
        areas.retain(|area| area.files >= LEAST_AUTHORED && area.left * 3 >= area.files * 2);
        areas
    }

    /// The lock files in use, each with whether it is old.
    fn locks(&self) -> impl Iterator<Item = (&TreeFile, bool)> {
        let age = |file: usize| Some(self.clock.days_since(self.sums[file].last_change?));
        let is_worked_on = move |file: usize| {
            let by_person = self.sums[file].last_by_person;
            self.files[file].role == Role::Source
                && by_person.is_some_and(|time| self.clock.days_since(time) <= recent::DAYS)
        };
        let is_in_use = move |lock: &TreeFile| {
            let folder = lock.path.folder();
            let below = (0..self.files.len())
                .filter(move |file| folder.is_empty() || self.files[*file].path.is_below(folder));
            below.filter(|file| is_worked_on(*file)).nth(LEAST_IN_USE - 1).is_some()
        };
        self.files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.role == Role::Lock)
            .filter(|(_, file)| !file.path.folder().split('/').any(areas::is_aside))
            .filter(move |(_, file)| is_in_use(file))
            .filter_map(move |(at, file)| Some((file, age(at)? >= OLD_DAYS)))
    }
}
