//! Splits a date's text into numbers, words, dates in figures, times of day and zones.

use std::sync::LazyLock;

use jiff::civil::Time as ClockTime;
use jiff::tz::Offset;
use regex::{Captures, Regex};

use super::Flaw;
use crate::pattern::literal;

/// One piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number and how many digits it was written with.
    Number(i64, usize),
    /// A number with an ending, as in `3rd`.
    Ordinal(i64),
    /// A word in lower case.
    Word(String),
    /// A date in figures.
    Date(Figures),
    /// A time of day; `to_the_minute` where minutes were written or it followed a `T`.
    Clock { time: ClockTime, to_the_minute: bool },
    /// Seconds since 1970, marked with `@`.
    Epoch(i64),
    /// An offset from UTC.
    Zone(Offset),
}

/// A date in figures, in the order in which it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// `2024-01-31`
    YearFirst(i16, i8, i8),
    /// `31.1.2024`
    DayFirst(i16, i8, i8),
    /// `1/31/2024` or, where that can't be, `31/1/2024`.
    Either(i16, i8, i8),
}

/// How one sort of piece looks at the start of the lower-case text, and what is made of it.
type Reader = (Regex, fn(&Captures<'_>) -> Result<Option<Token>, Flaw>);

static READERS: LazyLock<Vec<Reader>> = LazyLock::new(|| {
    vec![
        (literal(r"^[\s,]+"), |_| Ok(None)),
        (
            literal(
                r"^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))(?:\b|t)",
            ),
            year_first,
        ),
        (
            literal(
                r"^(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{1,2})/(\d{1,2})/(\d{4})|(\d{1,2})-(\d{1,2})-(\d{4}))\b",
            ),
            year_last,
        ),
        (literal(r"^t?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*(am|pm)\b|z\b|\b)"), clock),
        (literal(r"^t(\d{1,2})(z\b|\b)"), hour),
        (literal(r"^(\d{1,2})\s*(am|pm)\b"), half_day_hour),
        (literal(r"^@(\d+)\b"), |found| Ok(Some(Token::Epoch(number(group(found, 1))?)))),
        (literal(r"^([+-])(\d{2}):?(\d{2})?\b"), offset),
        (literal(r"^(\d+)(?:st|nd|rd|th)\b"), |found| {
            Ok(Some(Token::Ordinal(number(group(found, 1))?)))
        }),
        (literal(r"^(\d+)"), |found| {
            let digits = group(found, 1);
            Ok(Some(Token::Number(number(digits)?, digits.len())))
        }),
        (literal(r"^[a-z]+"), |found| Ok(Some(word(group(found, 0))))),
    ]
});

/// The zones that mail and `date` name, and their hours east of UTC.
const ZONES: &[(&str, i8)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("cet", 1),
    ("cest", 2),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// Splits a text into its pieces.
pub(super) fn split(text: &str) -> Result<Vec<Token>, Flaw> {
    let text = text.to_ascii_lowercase();
    let mut tokens = Vec::new();
    let mut rest = text.as_str();
    let mut joined = false;
    while !rest.is_empty() {
        // A dot, dash or underscore holds two pieces together: `2.weeks.ago`.
        if joined
            && let Some(after) = rest.strip_prefix(['.', '-', '_'])
            && after.starts_with(|next: char| next.is_ascii_alphanumeric())
        {
            rest = after;
            joined = false;
            continue;
        }
        let found = READERS.iter().find_map(|(regex, read)| regex.captures(rest).zip(Some(read)));
        let Some((found, read)) = found else { return Err(unknown(rest)) };
        let length = group(&found, 0).len();
        if let Some(token) = read(&found)? {
            tokens.push(token);
            joined = true;
        } else {
            joined = false;
        }
        // The `z` of `10:00z` is a piece of its own.
        if group(&found, 0).ends_with('z') && matches!(tokens.last(), Some(Token::Clock { .. })) {
            tokens.push(Token::Zone(Offset::UTC));
        }
        // The `t` between a date and a time belongs to the time.
        let back = usize::from(
            group(&found, 0).ends_with('t') && matches!(tokens.last(), Some(Token::Date(_))),
        );
        rest = &rest[length - back..];
    }
    Ok(tokens)
}

fn unknown(rest: &str) -> Flaw {
    Flaw::Unknown(rest.split_whitespace().next().unwrap_or(rest).to_owned())
}

fn group<'t>(found: &Captures<'t>, at: usize) -> &'t str {
    found.get(at).map_or("", |part| part.as_str())
}

fn number(digits: &str) -> Result<i64, Flaw> {
    digits.parse().map_err(|_| Flaw::TooFar)
}

/// The groups that took part in the match, as numbers.
fn numbers<const N: usize>(found: &Captures<'_>) -> Result<[i16; N], Flaw> {
    let mut numbers = [0; N];
    for (number, part) in numbers.iter_mut().zip(found.iter().skip(1).flatten()) {
        *number = part.as_str().parse().map_err(|_| Flaw::TooFar)?;
    }
    Ok(numbers)
}

fn small(number: i16) -> Result<i8, Flaw> {
    i8::try_from(number).map_err(|_| Flaw::Impossible)
}

fn year_first(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let [year, month, day] = numbers(found)?;
    Ok(Some(Token::Date(Figures::YearFirst(year, small(month)?, small(day)?))))
}

fn year_last(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let [first, second, year] = numbers(found)?;
    let (first, second) = (small(first)?, small(second)?);
    Ok(Some(Token::Date(if found.get(1).is_some() {
        Figures::DayFirst(year, first, second)
    } else {
        Figures::Either(year, first, second)
    })))
}

fn clock(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let part = |at| group(found, at).parse::<i8>().unwrap_or(0);
    let hour = half_day(part(1), group(found, 4))?;
    let time = ClockTime::new(hour, part(2), part(3), 0).map_err(|_| Flaw::Impossible)?;
    Ok(Some(Token::Clock { time, to_the_minute: true }))
}

fn hour(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let hour = group(found, 1).parse().unwrap_or(0);
    let time = ClockTime::new(hour, 0, 0, 0).map_err(|_| Flaw::Impossible)?;
    Ok(Some(Token::Clock { time, to_the_minute: true }))
}

fn half_day_hour(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let hour = half_day(group(found, 1).parse().unwrap_or(0), group(found, 2))?;
    let time = ClockTime::new(hour, 0, 0, 0).map_err(|_| Flaw::Impossible)?;
    Ok(Some(Token::Clock { time, to_the_minute: false }))
}

/// The hour of 24 for an hour with `am`, `pm` or neither.
fn half_day(hour: i8, half: &str) -> Result<i8, Flaw> {
    match (half, hour) {
        ("", _) => Ok(hour),
        ("am", 1..=12) => Ok(hour % 12),
        ("pm", 1..=12) => Ok(hour % 12 + 12),
        _ => Err(Flaw::Impossible),
    }
}

fn offset(found: &Captures<'_>) -> Result<Option<Token>, Flaw> {
    let part = |at| group(found, at).parse::<i32>().unwrap_or(0);
    if part(2) > 14 || part(3) > 59 {
        return Err(Flaw::Impossible);
    }
    let seconds = part(2) * 3600 + part(3) * 60;
    let seconds = if group(found, 1) == "-" { -seconds } else { seconds };
    Ok(Some(Token::Zone(Offset::from_seconds(seconds).map_err(|_| Flaw::Impossible)?)))
}

fn word(word: &str) -> Token {
    match ZONES.iter().find(|(name, _)| *name == word) {
        Some((_, hours)) => Token::Zone(Offset::constant(*hours)),
        None => Token::Word(word.to_owned()),
    }
}
