//! Why a practice came to what it did, for whoever writes one.

#[path = "support/changes.rs"]
#[expect(dead_code, reason = "only changes are held here")]
mod changes;

use git_coach_model::{Change, Message, Verdict};
use git_coach_practices::{Conditions, Library, PracticeFile, Sight};

/// A change that says "Fix it" and refers to nothing.
fn change() -> Change {
    let message = Message { subject: "Fix it".to_owned(), ..Message::default() };
    Change { message: Some(message), ..changes::changes(1).remove(0) }
}

#[track_caller]
fn check(conditions: &str, expected: Verdict, why: &str) {
    let text = format!(
        "title = \"x\"\nscope = \"change\"\nserves = \"quality\"\nlevel = \"note\"\n\
         confidence = \"low\"\n{conditions}\n[words]\nmissing = \"x\"\npraise = \"x\"\nwhy = \"x\"\n\
         question = \"x\"\nnext = \"x\"\n[[example]]\nname = \"a\"\nverdict = \"present\"\n\
         [[example]]\nname = \"b\"\nverdict = \"missing\"\n\
         [[example]]\nname = \"c\"\nverdict = \"not-applicable\"\n"
    );
    let text =
        if conditions.contains("[missing]") { text.replace("praise = \"x\"\n", "") } else { text };
    let (library, mistakes) = Library::read(&[PracticeFile { path: "a/b.toml", text: &text }]);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let (change, repository) = (change(), changes::repository());
    let Some(Conditions::Change(compiled)) = library.rules().next().map(|rule| &rule.conditions)
    else {
        panic!("a practice of changes")
    };
    let sight = Sight { subject: &change, repository: &repository, past: &[] };
    assert_eq!(compiled.reason(sight, expected), why, "{conditions}");
}

#[test]
fn names_the_condition_that_decided_and_the_value_it_found() {
    use Verdict::{Missing, NotApplicable, Present};
    for (present, why) in [
        (
            "message = { references = { at-least = 1 } }",
            "message.references is 0, at least 1 was asked for",
        ),
        ("not = { commits = { at-least = 1 } }", "commits is 1, less than 1 was asked for"),
        (
            "size = { at-least = 1 }\nkind = [\"test\", \"docs\"]",
            "kind is fix, one of test, docs was asked for",
        ),
        (
            "message = { subject = { matches = ['^Mend', '^Fix'], unless = ['it$'] } }",
            "message.subject is \"Fix it\", a match of `^Mend` or `^Fix` was asked for, and \
             `unless` excuses it",
        ),
        (
            "any = [{ paths = { any = [\"**/*.sql\"] } }, { lines = { matches = ['zzz'] } }]",
            "paths that fit: none, one was asked for; lines that fit: 0, at least 1 was asked for",
        ),
        (
            "repository = { tests-inside-source = false }",
            "repository.tests-inside-source is true, false was asked for",
        ),
    ] {
        let why = format!("`[present]` does not hold: {why}");
        check(&format!("[present]\n{present}"), Present, &why);
    }
    let undecided = "size is 48, more than in 90 of 100 changes before it was asked for";
    check(
        "[present]\nsize = { above-percentile = 90 }",
        Present,
        &format!("`[present]` cannot be told: {undecided}"),
    );
    let applies = "[applies]\ncommits = { at-least = 2 }\n[present]\ncommits = { at-least = 1 }";
    check(applies, Missing, "`[applies]` does not hold: commits is 1, at least 2 was asked for");
    let one = "[applies]\ncommits = { at-least = 1 }\n[missing]\ncommits = { at-least = 1 }";
    check(one, Present, "`[missing]` holds: commits is 1, at least 1 was asked for");
    check(one, NotApplicable, "`[applies]` holds: commits is 1, at least 1 was asked for");
    let everywhere = "[present]\ncommits = { at-least = 1 }";
    let told = "there is no `[applies]`, so that it matters everywhere";
    check(everywhere, NotApplicable, told);
    let praised = "[present]\ncommits = { at-least = 1 }\n[praised]\ncommits = { at-least = 9 }";
    check(praised, Present, "`[praised]` does not hold: commits is 1, at least 9 was asked for");
}
