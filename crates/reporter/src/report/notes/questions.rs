//! Which questions are asked this time: never those of last time, and others as the history goes on.

use std::collections::BTreeSet;

use git_coach_model::{CommitId, Practice, Template};

use crate::notes_file::Kept;

/// What a colleague may want to say to the lead.
const TO_THE_LEAD: [&str; 9] = [
    "What should I do more, less or differently as your lead?",
    "Where do you wait for me, or for somebody else?",
    "What would you like to work on that you have not had the chance to?",
    "What did you learn lately that the rest of us should know?",
    "Which decision of ours did you find hard to follow, and why?",
    "What takes longer here than it ought to?",
    "Whom would you like to work with next, and on what?",
    "What do you do for the team that nobody sees?",
    "What would you stop doing, if it were up to you?",
];
/// What a lead may want to ask the team.
const TO_THE_TEAM: [&str; 9] = [
    "Where do you wait for me?",
    "Which of my changes was hard to follow, and what would have helped?",
    "What do I still do that somebody else would like to learn?",
    "Which decision did I make alone that you would have liked to be part of?",
    "What should I hear that nobody has told me yet?",
    "Where am I in the way?",
    "Which of my habits would you not want a newcomer to copy?",
    "What did I promise that you still wait for?",
    "What would you do first in my place?",
];
/// How many are asked.
const MOST: usize = 3;

/// The questions of this time, of those for a lead or for the team.
pub(super) fn general(is_own: bool, tip: CommitId, kept: Option<&Kept>) -> Vec<&'static str> {
    let bank = if is_own { &TO_THE_TEAM } else { &TO_THE_LEAD };
    in_turn(bank, |question| hash(question), tip, kept).into_iter().copied().take(MOST).collect()
}

/// The question about a subject that lacks a practice's habit: its own ones take turns.
pub(super) fn of<'p>(
    practice: &'p Practice,
    tip: CommitId,
    kept: Option<&Kept>,
) -> Option<&'p Template> {
    let words = &practice.words;
    let bank: Vec<&Template> = words.question.iter().chain(&words.notes_questions).collect();
    in_turn(&bank, |question| hash(&question.source()), tip, kept).first().copied().copied()
}

/// All of a bank, those that were not asked last time first, each time from another one on.
pub(super) fn in_turn<'b, T>(
    bank: &'b [T],
    hash: impl Fn(&T) -> String,
    tip: CommitId,
    kept: Option<&Kept>,
) -> Vec<&'b T> {
    let none = BTreeSet::new();
    let asked = kept.map_or(&none, |kept| &kept.asked);
    let first = usize::from(tip.as_bytes()[0]) % bank.len().max(1);
    let turned = bank.iter().skip(first).chain(bank.iter().take(first));
    let (old, new): (Vec<&T>, Vec<&T>) = turned.partition(|one| asked.contains(&hash(one)));
    new.into_iter().chain(old).collect()
}

/// What a question is remembered by.
pub(super) fn hash(question: &str) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(question.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes_file;

    fn kept(asked: &[&str]) -> git_coach_model::Private<Kept> {
        let asked: Vec<String> = asked.iter().map(|one| hash(one)).collect();
        let digits = "0".repeat(40);
        let first = format!(
            "<!-- git-coach.agreements/1 repository={digits} people={} asked={} -->\n",
            &digits[..16],
            asked.join(",")
        );
        notes_file::read(&first).unwrap()
    }

    #[test]
    fn no_question_is_asked_twice_in_a_row() {
        for tip in 0..=255 {
            let tip = CommitId::new([tip; 20]);
            for is_own in [true, false] {
                let first = general(is_own, tip, None);
                assert_eq!(first.len(), MOST);
                let kept = kept(&first);
                let next = general(is_own, tip, Some(kept.for_notes()));
                assert!(next.iter().all(|one| !first.contains(one)), "{first:?} {next:?}");
            }
        }
    }

    #[test]
    fn what_was_asked_comes_again_where_there_is_nothing_else() {
        let kept = kept(&["a"]);
        let tip = CommitId::new([0; 20]);
        assert_eq!(in_turn(&["a"], |one| hash(one), tip, Some(kept.for_notes())), [&"a"]);
        assert_eq!(
            in_turn(&["a", "b"], |one| hash(one), tip, Some(kept.for_notes())),
            [&"b", &"a"]
        );
        assert!(in_turn(&[], |one: &&str| hash(one), tip, None).is_empty());
    }
}
