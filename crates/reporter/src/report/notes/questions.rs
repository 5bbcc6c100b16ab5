//! Which questions are asked this time: never those of last time where that is kept, and the next of
//! the bank with each commit of the person where it is not.

use std::collections::BTreeSet;

use git_coach_model::{Practice, Template};

use crate::notes_file::Kept;

/// What a colleague may want to say to the lead.
const TO_THE_LEAD: [&str; 18] = [
    "What should I do more, less or differently as your lead?",
    "Where do you wait for me, or for somebody else?",
    "What would you like to work on that you have not had the chance to?",
    "What did you learn lately that the rest of us should know?",
    "Which decision of ours did you find hard to follow, and why?",
    "What takes longer here than it ought to?",
    "Whom would you like to work with next, and on what?",
    "What do you do for the team that nobody sees?",
    "What would you stop doing, if it were up to you?",
    "When did you last get an answer in time, and what made it so quick?",
    "What do you know by now that you wish somebody had told you?",
    "Which part of our code would you rather not touch, and what would change that?",
    "What should I stop asking you for?",
    "Which piece of work of yours are you glad about, and who knows of it?",
    "What are we putting off that will come back to us?",
    "How do you like to hear about your work: in writing, in person, at once, or later?",
    "What did we agree on that has quietly gone away?",
    "What would make it easier to ask for help here?",
];
/// What a lead may want to ask the team.
const TO_THE_TEAM: [&str; 18] = [
    "Where do you wait for me?",
    "Which of my changes was hard to follow, and what would have helped?",
    "What do I still do that somebody else would like to learn?",
    "Which decision did I make alone that you would have liked to be part of?",
    "What should I hear that nobody has told me yet?",
    "Where am I in the way?",
    "Which of my habits would you not want a newcomer to copy?",
    "What did I promise that you still wait for?",
    "What would you do first in my place?",
    "What do you ask me that you could decide yourselves, and what keeps you from it?",
    "Which of my reviews helped, and which only took time?",
    "What do I know that is written down nowhere?",
    "Who should be in the room more often, and who less, myself included?",
    "Where did I last change my mind, and did you hear why?",
    "What would go on without a hitch if I were away for a month, and what would not?",
    "Which question of yours did I leave without an answer?",
    "What should I hand over first, and to whom?",
    "What do I praise too seldom?",
];
/// How many are asked.
const MOST: usize = 3;

/// The questions of this time, of those for a lead or for the team.
pub(super) fn general(is_own: bool, turn: u64, kept: Option<&Kept>) -> Vec<&'static str> {
    let bank = if is_own { &TO_THE_TEAM } else { &TO_THE_LEAD };
    let first = turn.wrapping_mul(MOST as u64);
    in_turn(bank, |question| hash(question), first, kept).into_iter().copied().take(MOST).collect()
}

/// The question about a subject that lacks a practice's habit: its own ones take turns.
pub(super) fn of<'p>(
    practice: &'p Practice,
    turn: u64,
    kept: Option<&Kept>,
) -> Option<&'p Template> {
    let words = &practice.words;
    let bank: Vec<&Template> = words.question.iter().chain(&words.notes_questions).collect();
    in_turn(&bank, |question| hash(&question.source()), turn, kept).first().copied().copied()
}

/// All of a bank from the `first` on, those that were not asked last time before the others.
pub(super) fn in_turn<'b, T>(
    bank: &'b [T],
    hash: impl Fn(&T) -> String,
    first: u64,
    kept: Option<&Kept>,
) -> Vec<&'b T> {
    let none = BTreeSet::new();
    let asked = kept.map_or(&none, |kept| &kept.asked);
    let first = usize::try_from(first % bank.len().max(1) as u64).unwrap_or_default();
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
        for turn in 0..40 {
            for is_own in [true, false] {
                let first = general(is_own, turn, None);
                assert_eq!(first.len(), MOST);
                let kept = kept(&first);
                for turn in turn..turn + 7 {
                    let next = general(is_own, turn, Some(kept.for_notes()));
                    assert!(next.iter().all(|one| !first.contains(one)), "{first:?} {next:?}");
                }
            }
        }
    }

    #[test]
    fn where_nothing_is_kept_each_commit_brings_others_until_all_were_asked() {
        for is_own in [true, false] {
            let groups = TO_THE_LEAD.len() / MOST;
            let all: BTreeSet<&str> =
                (0..groups as u64).flat_map(|turn| general(is_own, turn + 7, None)).collect();
            assert_eq!(all.len(), TO_THE_LEAD.len());
        }
        assert_eq!(TO_THE_LEAD.len() % MOST + TO_THE_TEAM.len() % MOST, 0);
    }

    #[test]
    fn what_was_asked_comes_again_where_there_is_nothing_else() {
        let kept = kept(&["a"]);
        assert_eq!(in_turn(&["a"], |one| hash(one), 0, Some(kept.for_notes())), [&"a"]);
        assert_eq!(in_turn(&["a", "b"], |one| hash(one), 0, Some(kept.for_notes())), [&"b", &"a"]);
        assert!(in_turn(&[], |one: &&str| hash(one), 1, None).is_empty());
    }
}
