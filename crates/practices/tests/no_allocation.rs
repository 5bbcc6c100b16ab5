//! Holding practices against a change that none of them has anything to say about allocates
//! nothing.

#[path = "support/changes.rs"]
#[expect(dead_code, reason = "only changes are held here")]
mod changes;

use git_coach_model::{Scope, Verdict};
use git_coach_practices::{Conditions, Library, Rule, Sight};

#[test]
fn what_does_not_fire_allocates_nothing() {
    let library = Library::built_in().unwrap();
    let repository = changes::repository();
    let changes = changes::changes(101);
    let past: Vec<_> = changes.iter().take(100).collect();
    let sight = Sight { subject: &changes[100], repository: &repository, past: &past };
    let mut held = Vec::with_capacity(1000);
    // The expressions make their caches on first use.
    library.hold(sight, &mut held);
    let raised: Vec<_> = held
        .iter()
        .filter(|one| one.verdict == Verdict::Missing)
        .map(|one| one.rule.practice.id.to_string())
        .collect();
    assert_eq!(raised, Vec::<String>::new(), "the change is a clean one");
    held.clear();
    let counted = allocation_counter::measure(|| library.hold(sight, &mut held));
    let guilty: Vec<String> = library
        .rules()
        .filter_map(|rule| match &rule.conditions {
            Conditions::Change(conditions) => {
                let one = allocation_counter::measure(|| {
                    conditions.verdict(sight);
                });
                (one.count_total > 0).then(|| rule.practice.id.to_string())
            }
            _ => None,
        })
        .collect();
    assert_eq!((counted.count_total, guilty), (0, Vec::new()));
    let of_changes = |rule: &&Rule| rule.practice.scope == Scope::Change;
    assert_eq!(held.len(), library.rules().filter(of_changes).count(), "all that ship are held");
}
