//! Which of the comments there is ours, and what becomes of it.

use super::marker::{Marker, Read, Style, read};

/// A comment on a request, as a forge lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id, as its forge's interface takes it in an address.
    pub id: String,
    /// The account that wrote it.
    pub account: String,
    /// Its text.
    pub body: String,
}

/// Our comment, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    id: String,
    text: String,
    /// What it says of itself; none where a later version wrote it.
    pub marker: Option<Marker>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Nothing.
    Nothing(Reason),
    /// Say it for the first time.
    Create {
        /// The whole text.
        body: String,
    },
    /// Say it in place of what was said before.
    Update {
        /// The comment.
        id: String,
        /// The whole text.
        body: String,
    },
}

/// Why nothing is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing to say and nothing was said.
    NothingToSay,
    /// The comment says it already.
    Unchanged,
    /// The comment speaks of a later commit.
    Older,
    /// The request ends with another commit by now.
    GoneOn,
    /// A later version of the tool wrote the comment.
    LaterVersion,
}

impl Reason {
    /// The reason, where what would be changed is called `noun`: a comment, an issue.
    pub fn about(self, noun: &str) -> String {
        match self {
            Self::NothingToSay => "there is nothing to say, and nothing was said before".to_owned(),
            Self::Unchanged => format!("the {noun} says all of it already"),
            Self::Older => format!("the {noun} speaks of a later commit or run already"),
            Self::GoneOn => "the request ends with another commit by now".to_owned(),
            Self::LaterVersion => format!("a later version of git-coach wrote the {noun}"),
        }
    }
}

/// Where our commit stands in the request, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The request ends with it, says the forge.
    Last,
    /// The request ends with another, says the forge.
    GoneOn,
    /// The commit that the comment speaks of comes after it.
    Before,
    /// Nothing is known.
    Unknown,
}

/// The comment that one of our `accounts` wrote in this scope; of several the latest. A marker alone
/// proves nothing: anybody can copy one.
pub fn standing(
    comments: &[Comment],
    accounts: &[impl AsRef<str>],
    scope: &str,
) -> Option<Standing> {
    let is_ours = |one: &&Comment| {
        accounts.iter().any(|account| one.account.eq_ignore_ascii_case(account.as_ref()))
    };
    let ours = comments.iter().filter(is_ours);
    let marked = ours.filter_map(|one| {
        let marker = match read(&one.body)? {
            Read::Known(marker) if marker.scope == scope => Some(marker),
            Read::Later(of) if of == scope => None,
            Read::Known(_) | Read::Later(_) => return None,
        };
        Some(Standing { id: one.id.clone(), text: said(&one.body), marker })
    });
    marked.max_by_key(|one| one.marker.as_ref().map_or(Some(u64::MAX), |marker| marker.run))
}

/// What becomes of the comment. `text` is what there is to say, `is_worth_it` whether that is worth
/// a comment where there is none, `order` where our commit stands. What the forge says of that counts;
/// else the run that started later does, and of the same commit anyway: it may have been built again.
pub fn plan(
    standing: Option<&Standing>,
    (marker, style): (&Marker, Style),
    text: &str,
    is_worth_it: bool,
    order: Order,
) -> Plan {
    if order == Order::GoneOn {
        return Plan::Nothing(Reason::GoneOn);
    }
    let body = format!("{}\n{text}", marker.written(style));
    let Some(standing) = standing else {
        return if is_worth_it {
            Plan::Create { body }
        } else {
            Plan::Nothing(Reason::NothingToSay)
        };
    };
    let Some(before) = &standing.marker else {
        return Plan::Nothing(Reason::LaterVersion);
    };
    let is_older = match (before.run, marker.run) {
        // A branch that was moved back on purpose.
        _ if order == Order::Last && before.head != marker.head => false,
        (Some(theirs), Some(ours)) => theirs > ours,
        _ => order == Order::Before,
    };
    if is_older {
        return Plan::Nothing(Reason::Older);
    }
    let same = before.head == marker.head && before.open == marker.open;
    if same && standing.text == text.trim() {
        return Plan::Nothing(Reason::Unchanged);
    }
    Plan::Update { id: standing.id.clone(), body }
}

/// What a comment says below its marker, whatever line ends its forge keeps.
fn said(body: &str) -> String {
    let body = body.replace("\r\n", "\n");
    let text = body.trim_start().split_once('\n').map_or("", |(_, rest)| rest);
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOT: &str = "github-actions[bot]";

    fn marker(head: &str, run: Option<u64>) -> Marker {
        Marker { scope: "default".to_owned(), head: head.to_owned(), run, ..Marker::default() }
    }

    fn comment(id: &str, account: &str, marker: &Marker, text: &str) -> Comment {
        let body = format!("{}\n{text}\n", marker.written(Style::Comment));
        Comment { id: id.to_owned(), account: account.to_owned(), body }
    }

    fn planned(comments: &[Comment], marker: &Marker, text: &str, worth: bool) -> Plan {
        ordered(comments, marker, text, worth, Order::Unknown)
    }

    fn ordered(
        comments: &[Comment],
        marker: &Marker,
        text: &str,
        worth: bool,
        order: Order,
    ) -> Plan {
        let standing = standing(comments, &[BOT], "default");
        plan(standing.as_ref(), (marker, Style::Comment), text, worth, order)
    }

    #[test]
    fn the_first_time() {
        let ours = marker("b", Some(2));
        let body = format!("{}\nHello\n", ours.written(Style::Comment));
        assert_eq!(planned(&[], &ours, "Hello\n", true), Plan::Create { body });
        let nothing = Plan::Nothing(Reason::NothingToSay);
        assert_eq!(planned(&[], &ours, "Hello\n", false), nothing);
    }

    #[test]
    fn edits_its_own_and_nobody_elses() {
        let (old, new) = (marker("a", Some(1)), marker("b", Some(2)));
        let other = Marker { scope: "docs".to_owned(), ..old.clone() };
        let there = [
            comment("1", "mallory", &old, "Hi"),
            comment("2", BOT, &other, "Hi"),
            Comment { id: "3".to_owned(), account: BOT.to_owned(), body: "Coverage".to_owned() },
            comment("4", "GitHub-Actions[bot]", &old, "Hi"),
        ];
        let edited = |plan| matches!(plan, Plan::Update { id, .. } if id == "4");
        assert!(edited(planned(&there, &new, "Hello", true)));
        // What was said is taken back, too.
        assert!(edited(planned(&there, &new, "All settled", false)));
        assert!(matches!(planned(&there[..3], &new, "x", true), Plan::Create { .. }));
    }

    #[test]
    fn never_goes_back() {
        let there = [comment("1", BOT, &marker("b", Some(9)), "Hi")];
        let check = |head, run, order, expected| {
            let plan = ordered(&there, &marker(head, run), "Hello", true, order);
            let found = match plan {
                Plan::Nothing(reason) => Some(reason),
                _ => None,
            };
            assert_eq!(found, expected, "{head} {run:?} {order:?}");
        };
        let older = Some(Reason::Older);
        check("a", Some(8), Order::Unknown, older);
        check("a", Some(10), Order::Unknown, None);
        // Where only the runs are known, one that started later has the last word.
        check("a", Some(10), Order::Before, None);
        check("a", None, Order::Before, older);
        check("a", None, Order::Unknown, None);
        // A branch that was moved back on purpose, whoever was faster.
        check("a", Some(10), Order::Last, None);
        check("a", Some(8), Order::Last, None);
        // The same commit, built twice.
        check("b", Some(8), Order::Last, older);
        check("b", Some(10), Order::Last, None);
        // An old commit, built again.
        check("a", Some(10), Order::GoneOn, Some(Reason::GoneOn));
        let plan = ordered(&[], &marker("a", Some(10)), "Hello", true, Order::GoneOn);
        assert_eq!(plan, Plan::Nothing(Reason::GoneOn));
    }

    #[test]
    fn says_nothing_twice() {
        let one = marker("b", Some(2));
        let there = [comment("1", BOT, &one, "Hello\r\nYou")];
        let again = marker("b", Some(3));
        let unchanged = Plan::Nothing(Reason::Unchanged);
        assert_eq!(planned(&there, &again, "Hello\nYou\n", true), unchanged);
        let next = marker("c", Some(3));
        assert!(matches!(planned(&there, &next, "Hello\nYou\n", true), Plan::Update { .. }));
    }

    #[test]
    fn of_several_the_latest_counts_and_later_versions_rest() {
        let there = [
            comment("1", BOT, &marker("b", Some(5)), "Hi"),
            comment("2", BOT, &marker("a", Some(4)), "Hi"),
        ];
        assert_eq!(standing(&there, &[BOT], "default").map(|one| one.id), Some("1".to_owned()));
        let mut later = there[0].clone();
        later.body = later.body.replace("coach:1", "coach:2");
        let plan = planned(&[later], &marker("c", Some(9)), "x", true);
        assert_eq!(plan, Plan::Nothing(Reason::LaterVersion));
    }
}
