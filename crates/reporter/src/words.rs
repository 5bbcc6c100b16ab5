//! Fills sentences.
//!
//! Owns how a template's facts become spans and how counts, dates and lists are written. It must
//! never know a format, nor which sentence is said when.

use git_coach_model::{Piece, Template, Time, Value, Values, Window};

use crate::page::Line;

/// What stands for a fact that has no value.
const NOT_SEEN: &str = "(not seen)";

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The template's sentence with the facts' values in it; text of the repository keeps a span of
/// its own.
pub fn fill(template: &Template, values: &Values) -> Line {
    template.pieces().iter().fold(Line::new(), |line, piece| match piece {
        Piece::Text(text) => line.text(text),
        Piece::Plural { fact, one, many } => line.text(Template::plural(values, fact, one, many)),
        Piece::Fact(fact) => match values.get(fact) {
            Some(Value::Number(value)) => line.text(number(*value)),
            Some(Value::Text(text)) => line.text(text),
            Some(Value::Quoted(text)) => line.quoted(text),
            Some(Value::Path(path)) => line.path(path),
            None => line.text(NOT_SEEN),
        },
    })
}

/// Whether there is something behind every number of a praise: "brought 0 lines" is none.
pub fn is_earned(praise: &Template, values: &Values) -> bool {
    praise.facts().all(|fact| !matches!(values.get(fact), None | Some(Value::Number(0))))
}

/// A number with its thousands apart: `1,204`.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its word: `1 change`, `1,204 changes`.
pub fn count(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(value), if value == 1 { one } else { many })
}

/// A part with its base: `6 of 20 changes`.
pub fn of(part: u64, base: u64, one: &str, many: &str) -> String {
    format!("{} of {}", number(part), count(base, one, many))
}

/// The days of a window, each in its own zone: `23 Oct – 22 Nov 2026`. What both ends share is
/// said once.
pub fn dates(window: Window) -> String {
    let (from, until) = (day(window.from), day(window.until));
    let last = format!("{} {} {}", until.0, until.1, until.2);
    if from == until {
        last
    } else if from.2 != until.2 {
        format!("{} {} {} – {last}", from.0, from.1, from.2)
    } else if from.1 != until.1 {
        format!("{} {} – {last}", from.0, from.1)
    } else {
        format!("{}–{last}", from.0)
    }
}

/// The day of a moment in its own zone: `20 Oct 2026`.
pub fn date(time: Time) -> String {
    let (day, month, year) = day(time);
    format!("{day} {month} {year}")
}

fn day(time: Time) -> (i8, &'static str, i16) {
    let date = time.date();
    let month = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    (date.day(), MONTHS.get(month).copied().unwrap_or(MONTHS[0]), date.year())
}

/// The items as a list: `a`, `a and b`, `a, b and c`.
pub fn list(items: impl IntoIterator<Item = Line>) -> Line {
    let items: Vec<Line> = items.into_iter().collect();
    let last = items.len().saturating_sub(1);
    items.into_iter().enumerate().fold(Line::new(), |line, (at, item)| {
        let before = match at {
            0 => return item,
            _ if at == last => " and ",
            _ => ", ",
        };
        line.text(before).line(item)
    })
}

#[cfg(test)]
mod tests {
    use git_coach_model::RepoPath;

    use super::*;

    #[test]
    fn a_praise_of_nothing_is_not_earned() {
        let praise = Template::parse("brought {test.added} lines").unwrap();
        let values = |number| Values::from([("test.added".to_owned(), Value::Number(number))]);
        assert!(is_earned(&praise, &values(3)));
        assert!(!is_earned(&praise, &values(0)));
        assert!(!is_earned(&praise, &Values::new()));
        assert!(is_earned(&Template::parse("came along").unwrap(), &Values::new()));
    }

    #[test]
    fn a_template_is_filled_with_spans() {
        let template =
            Template::parse("{n} {n|file|files}, {m|test|tests}: {path}, {subject}, {kind}, {no}.");
        let values = Values::from([
            ("n".to_owned(), Value::Number(1204)),
            ("m".to_owned(), Value::Number(1)),
            ("path".to_owned(), Value::Path(RepoPath::from("src/a.rs"))),
            ("subject".to_owned(), Value::Quoted("<b>".to_owned())),
            ("kind".to_owned(), Value::Text("fix".to_owned())),
        ]);
        let expected = Line::new()
            .text("1,204")
            .text(" ")
            .text("files")
            .text(", ")
            .text("test")
            .text(": ")
            .path("src/a.rs")
            .text(", ")
            .quoted("<b>")
            .text(", ")
            .text("fix")
            .text(", ")
            .text("(not seen)")
            .text(".");
        assert_eq!(fill(&template.unwrap(), &values), expected);
    }

    #[test]
    fn counts_agree_with_their_words() {
        for (value, text) in [
            (0, "0 changes"),
            (1, "1 change"),
            (2, "2 changes"),
            (999, "999 changes"),
            (1_000, "1,000 changes"),
            (1_234_567, "1,234,567 changes"),
        ] {
            assert_eq!(count(value, "change", "changes"), text);
        }
        assert_eq!(of(6, 20, "change", "changes"), "6 of 20 changes");
        assert_eq!(of(1, 1, "change", "changes"), "1 of 1 change");
    }

    #[test]
    fn a_window_says_what_its_ends_share_once() {
        let nov_22 = Time::utc(1_795_305_600);
        for (days, text) in [
            (0, "22 Nov 2026"),
            (21, "1–22 Nov 2026"),
            (30, "23 Oct – 22 Nov 2026"),
            (365, "22 Nov 2025 – 22 Nov 2026"),
        ] {
            let window = Window { from: nov_22.days_before(days), until: nov_22 };
            assert_eq!(dates(window), text);
        }
        assert_eq!(date(nov_22), "22 Nov 2026");
    }

    #[test]
    fn a_list_ends_with_and() {
        for (items, text) in [
            (vec![], ""),
            (vec!["a"], "a"),
            (vec!["a", "b"], "a and b"),
            (vec!["a", "b", "c"], "a, b and c"),
        ] {
            let line = list(items.into_iter().map(Line::from));
            let joined: String = line
                .spans()
                .iter()
                .map(|span| match span {
                    crate::page::Span::Text(text) => text.as_str(),
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(joined, text);
        }
    }
}
