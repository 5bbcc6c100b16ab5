//! What nobody is to hear of their work.

use std::sync::LazyLock;

use regex::Regex;

/// What is heard, and the words that say it, in lower case.
const NEVER: &[(&str, &str)] = &[
    (
        "a ranking",
        r"\b(rank(s|ed|ing|ings)?|leaderboard|percentiles?|score(d)?|rating|top (contributor|performer|developer)|best (developer|colleague))\b",
    ),
    ("a share in a hundred", r"\d ?%|\bpercent\b"),
    (
        "an amount of work",
        r"\b(\d[\d,]*|many|most|few|fewer|more) (commits|changes|lines)( of (code|work))? (by|of|from) (you|them|him|her|this person|somebody)\b|\b(you|they|he|she) (made|wrote|committed|changed|added|deleted) (\d|many|few|more|fewer|only)|\b(your|their) (\d[\d,]*|number of|share of) ?(commits|changes|lines)?\b",
    ),
    (
        "an hour or a day",
        r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b|\b(at|by|over) ?night\b|\bovernight\b|\bmidnight\b|\bhours?\b|\bo'clock\b|\bstreaks?\b|\bevenings?\b|\bovertime\b",
    ),
    (
        "a comparison with a colleague",
        r"\b(than|like|unlike|compared (with|to)|behind|ahead of) (the )?(others|other people|other colleagues|your colleagues|your peers|peers|anybody else|everybody else|the rest of (us|the team))\b|\bmost of the work\b|\bsomebody else's\b|\bothers know (more|better|best)\b|\bon average\b|\b(above|below) average\b|\bthan (anna|борис волков|陈伟)\b",
    ),
    (
        "blame",
        r"\byou (failed|forgot|broke|neglected|ignored|should|must|never|did not|didn't|do not|don't|have not|haven't|caused|missed|left out|skipped)\b|\byour (fault|mistakes?|failures?|errors?|carelessness|lack)\b|\b(should|ought to) have\b|\bto blame\b|\bblamed?\b|\b(careless|sloppy|lazy|stupid|negligent|guilty)\b|\bwhy (did|do) you\b|\bwhy (didn't|haven't) you\b",
    ),
    (
        "one of many, or many of one",
        r"\b1 (files|lines|commits|changes|tests|markers|places|warnings|blocks|options|migrations|people|others|areas|folders|days|dependencies|marks|branches|fixes|messages|questions|steps|points|practices|settings|subjects|co-authors|cases|entries|issues|reasons)\b|\b(0|2|[3-9]|1,204|1204) (source )?(file|line|commit|change|test|marker|place|warning|block|option|migration|person|other|area|folder|day|dependency|mark|branch|fix|message|question|step|point|practice|setting|subject|co-author|case|entry|issue|reason)\b|\b1 [a-z-]+ (are|were|have)\b|\b(2|1204) [a-z-]+s (is|was|has)\b",
    ),
];

/// What says no such thing, with the reason.
const HEARD_OTHERWISE: &[(&str, &str)] = &[
    ("you have not had the chance to", "asks for a wish"),
    ("`git blame`", "the name of a command"),
    ("it lists situations, not scores", "says that there are none"),
];

/// What a text says that nobody is to hear.
pub(crate) fn mistakes(text: &str) -> Vec<String> {
    static PATTERNS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
        NEVER.iter().map(|(what, pattern)| (*what, Regex::new(pattern).unwrap())).collect()
    });
    let mut heard = text.to_lowercase();
    for (words, _) in HEARD_OTHERWISE {
        heard = heard.replace(words, "");
    }
    PATTERNS
        .iter()
        .filter_map(|(what, pattern)| {
            Some(format!("{what} (“{}”)", pattern.find(&heard)?.as_str()))
        })
        .collect()
}

#[test]
fn what_nobody_is_to_hear_is_heard() {
    for text in [
        "You rank third of the team.",
        "Larger than the 90th percentile.",
        "In 40 % of the changes.",
        "Most commits by you were small.",
        "You wrote 40 lines.",
        "Their 12 commits came late.",
        "Committed on a Friday.",
        "Written at night.",
        "Three hours later.",
        "Slower than your colleagues.",
        "Above average.",
        "In src most of the work of this time was done by now.",
        "The place is somebody else's.",
        "Where others know more",
        "You forgot a test.",
        "Why did you leave it out?",
        "A test should have come along.",
        "It was your mistake.",
        "1 files changed.",
        "2 file changed.",
        "1 line were silenced.",
        "2 warnings was silenced.",
    ] {
        assert_eq!(mistakes(text).len().min(1), 1, "{text}");
    }
}

#[test]
fn kind_words_are_let_pass() {
    for text in [
        "1 file gained 40 lines and no test file changed.",
        "What would you like to work on that you have not had the chance to?",
        "It lists situations, not scores, and sees only what Git sees.",
        "A good model from this repository.",
        "If this broke next month, how would we find out?",
        "Somebody else may be glad of it today.",
    ] {
        assert_eq!(mistakes(text), Vec::<String>::new(), "{text}");
    }
}
