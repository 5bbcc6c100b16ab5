//! Makes steps and dates of the pieces: what a person says when they say "since when".

use jiff::Span;
use jiff::civil::{Date, DateTime, Time as ClockTime, Weekday};
use jiff::tz::Offset;

use super::token::{Figures, Token};
use super::{DAY, Flaw};

/// What a whole text says.
#[derive(Debug)]
pub(super) enum Phrase {
    /// Seconds since 1970.
    Epoch(i64),
    /// A date and a time of day, perhaps with an offset of their own.
    Full { date: DateTime, zone: Option<Offset> },
    /// Steps to take from the clock, in this order.
    Items(Vec<Item>),
}

/// One step from the clock.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// No step at all.
    Now,
    /// So many spans back.
    Back(i64, Step),
    /// Back to the so many-eth such day before this one.
    Weekday(i64, Weekday),
    /// Back to the last time that the clock struck this hour.
    Hour(i8),
    /// To this time of the day.
    Clock(ClockTime),
    /// To this day; what is unsaid stays.
    Date(PartialDate),
}

/// The length of a span.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Seconds(i64),
    Months(i64),
}

/// The parts of a date that were said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartialDate {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

/// The years that can be written out.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=2099;

/// The seconds since 1970 that need no `@`: nine digits at least, up to the end of 2099.
const PLAIN_EPOCHS: std::ops::Range<i64> = 100_000_000..4_102_444_800;

/// How far ahead `9/4/2024` may lie before it is read as 9 April instead, in days.
const AHEAD: i64 = 10;

/// Reads the pieces; `today` decides which of two readings of `9/4/2024` holds.
pub(super) fn read(tokens: &[Token], today: Date) -> Result<Phrase, Flaw> {
    if let Some(seconds) = epoch(tokens)? {
        return Ok(Phrase::Epoch(seconds));
    }
    let mut reading = Reading { today, ..Reading::default() };
    let mut at = 0;
    while at < tokens.len() {
        at += reading.take(&tokens[at..])?;
    }
    reading.finish()
}

/// The moment of `1700000000`, `@1700000000`, `@1700000000 +0200` and `never`.
fn epoch(tokens: &[Token]) -> Result<Option<i64>, Flaw> {
    match tokens {
        [Token::Epoch(seconds)] | [Token::Epoch(seconds), Token::Zone(_)] => Ok(Some(*seconds)),
        [Token::Number(seconds, digits)] | [Token::Number(seconds, digits), Token::Zone(_)]
            if *digits >= 9 =>
        {
            if PLAIN_EPOCHS.contains(seconds) {
                Ok(Some(*seconds))
            } else {
                Err(Flaw::TooFar)
            }
        }
        [Token::Word(word)] if word == "never" => Ok(Some(0)),
        _ => Ok(None),
    }
}

#[derive(Default)]
struct Reading {
    today: Date,
    items: Vec<Item>,
    /// Where among the items the date stands, if one was said.
    date: Option<usize>,
    clock: Option<(ClockTime, bool)>,
    zone: Option<Offset>,
    /// Weekdays said without a number.
    weekdays: Vec<usize>,
    /// Whether spans were said.
    spans: bool,
    /// Whether the last item was a span that `ago` can follow.
    ago: bool,
}

impl Reading {
    /// Takes the next phrase and tells how many tokens it had.
    fn take(&mut self, tokens: &[Token]) -> Result<usize, Flaw> {
        let after_span = std::mem::take(&mut self.ago);
        match tokens {
            [Token::Date(figures), ..] => self.figures(*figures).map(|()| 1),
            [Token::Clock { time, to_the_minute }, ..] => {
                self.set_clock(*time, *to_the_minute).map(|()| 1)
            }
            [Token::Zone(offset), ..] => {
                let twice = self.zone.replace(*offset).is_some();
                if twice { Err(Flaw::Contradictory) } else { Ok(1) }
            }
            [Token::Number(count, _), Token::Word(word), ..] if self.counted(*count, word)? => {
                Ok(2)
            }
            [Token::Number(number, digits), ..] => self.number(*number, *digits).map(|()| 1),
            [Token::Ordinal(day), ..] => self.number(*day, 2).map(|()| 1),
            [Token::Word(word), rest @ ..] => self.word(word, rest, after_span),
            [Token::Epoch(seconds), ..] => Err(Flaw::Unknown(format!("@{seconds}"))),
            [] => Ok(0),
        }
    }

    fn word(&mut self, word: &str, rest: &[Token], after_span: bool) -> Result<usize, Flaw> {
        let unknown = || Flaw::Unknown(word.to_owned());
        if let Some(count) = count(word) {
            return match rest {
                [Token::Word(next), ..] if self.counted(count, next)? => Ok(2),
                [Token::Number(count, _), Token::Word(next), ..]
                    if word == "last" && self.counted(*count, next)? =>
                {
                    Ok(3)
                }
                _ => Err(unknown()),
            };
        }
        match word {
            "ago" if after_span => {}
            "at" | "on" | "of" | "the" | "and" if !rest.is_empty() => self.ago = after_span,
            "now" | "today" => self.items.push(Item::Now),
            "yesterday" => self.span(Item::Back(1, Step::Seconds(DAY))),
            "midnight" => self.hour(0)?,
            "noon" => self.hour(12)?,
            "tea" => self.hour(17)?,
            _ => {
                if let Some(weekday) = weekday(word) {
                    self.weekdays.push(self.items.len());
                    self.items.push(Item::Weekday(1, weekday));
                } else {
                    self.set_date(PartialDate {
                        month: Some(month(word).ok_or_else(unknown)?),
                        ..PartialDate::default()
                    })?;
                }
            }
        }
        Ok(1)
    }

    /// Takes a number with a unit or a weekday, if `word` is one.
    fn counted(&mut self, count: i64, word: &str) -> Result<bool, Flaw> {
        if let Some(step) = step(word) {
            self.span(Item::Back(count, step));
        } else if let Some(weekday) = weekday(word).or_else(|| weekday(word.strip_suffix('s')?)) {
            if count < 1 {
                return Err(Flaw::Impossible);
            }
            self.span(Item::Weekday(count, weekday));
        } else {
            return Ok(false);
        }
        self.ago = true;
        Ok(true)
    }

    fn span(&mut self, item: Item) {
        self.spans = true;
        self.items.push(item);
    }

    fn hour(&mut self, hour: i8) -> Result<(), Flaw> {
        let time = ClockTime::new(hour, 0, 0, 0).map_err(|_| Flaw::Impossible)?;
        if self.clock.replace((time, false)).is_some() {
            return Err(Flaw::Contradictory);
        }
        self.items.push(Item::Hour(hour));
        Ok(())
    }

    fn set_clock(&mut self, time: ClockTime, to_the_minute: bool) -> Result<(), Flaw> {
        if self.clock.replace((time, to_the_minute)).is_some() {
            return Err(Flaw::Contradictory);
        }
        self.items.push(Item::Clock(time));
        Ok(())
    }

    /// Takes a number that counts nothing: a year, or a day beside the name of a month.
    fn number(&mut self, number: i64, digits: usize) -> Result<(), Flaw> {
        let mut date = PartialDate::default();
        if digits == 4 {
            if !YEARS.contains(&number) {
                return Err(Flaw::TooFar);
            }
            date.year = i16::try_from(number).ok();
        } else if digits <= 2 && (1..=31).contains(&number) {
            date.day = i8::try_from(number).ok();
        } else {
            return Err(Flaw::Unknown(number.to_string()));
        }
        self.set_date(date)
    }

    fn figures(&mut self, figures: Figures) -> Result<(), Flaw> {
        let (year, month, day) = match figures {
            Figures::YearFirst(year, month, day) => (year, month, day),
            Figures::DayFirst(year, day, month) => (year, month, day),
            Figures::Either(year, first, second) => self.month_first(year, first, second),
        };
        if !YEARS.contains(&i64::from(year)) {
            return Err(Flaw::TooFar);
        }
        self.set_date(PartialDate { year: Some(year), month: Some(month), day: Some(day) })
    }

    /// The reading of `first/second/year` as year, month and day: the month first, unless that can't
    /// be or lies ahead while the other way round can be.
    fn month_first(&self, year: i16, first: i8, second: i8) -> (i16, i8, i8) {
        let ahead = self.today.saturating_add(Span::new().days(AHEAD));
        let month_first = Date::new(year, first, second);
        let day_first = Date::new(year, second, first);
        match (month_first, day_first) {
            (Ok(date), Ok(_)) if date > ahead => (year, second, first),
            (Err(_), Ok(_)) => (year, second, first),
            _ => (year, first, second),
        }
    }

    /// Adds parts to the date, which stands where its first part was said.
    fn set_date(&mut self, new: PartialDate) -> Result<(), Flaw> {
        let at = *self.date.get_or_insert_with(|| {
            self.items.push(Item::Date(PartialDate::default()));
            self.items.len() - 1
        });
        if let Some(Item::Date(date)) = self.items.get_mut(at) {
            fill(&mut date.year, new.year)?;
            fill(&mut date.month, new.month)?;
            fill(&mut date.day, new.day)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Phrase, Flaw> {
        let date = self.date.and_then(|at| match self.items.get(at) {
            Some(Item::Date(date)) => Some(*date),
            _ => None,
        });
        let Some(date) = date else {
            return if self.zone.is_some() {
                Err(Flaw::LoneZone)
            } else {
                Ok(Phrase::Items(self.items))
            };
        };
        if let (Some(day), None) = (date.day, date.month) {
            return Err(Flaw::Unknown(day.to_string()));
        }
        if date.year.is_some() && self.spans {
            return Err(Flaw::Contradictory);
        }
        if let PartialDate { year: Some(year), month: Some(month), day: Some(day) } = date {
            let date = Date::new(year, month, day).map_err(|_| Flaw::Impossible)?;
            if let Some((time, to_the_minute)) = self.clock
                && (to_the_minute || self.zone.is_some())
            {
                return Ok(Phrase::Full { date: date.to_datetime(time), zone: self.zone });
            }
        }
        if self.zone.is_some() {
            return Err(Flaw::LoneZone);
        }
        // Beside a date, the name of its day says nothing new.
        for at in &self.weekdays {
            if let Some(item) = self.items.get_mut(*at) {
                *item = Item::Now;
            }
        }
        Ok(Phrase::Items(self.items))
    }
}

fn fill<T>(part: &mut Option<T>, new: Option<T>) -> Result<(), Flaw> {
    match (&part, new) {
        (Some(_), Some(_)) => Err(Flaw::Contradictory),
        (None, new @ Some(_)) => {
            *part = new;
            Ok(())
        }
        (_, None) => Ok(()),
    }
}

/// The number that a word stands for.
fn count(word: &str) -> Option<i64> {
    Some(match word {
        "last" | "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        _ => return None,
    })
}

fn step(word: &str) -> Option<Step> {
    Some(match word {
        "s" | "sec" | "secs" | "second" | "seconds" => Step::Seconds(1),
        "min" | "mins" | "minute" | "minutes" => Step::Seconds(60),
        "h" | "hour" | "hours" => Step::Seconds(3600),
        "d" | "day" | "days" => Step::Seconds(DAY),
        "w" | "week" | "weeks" => Step::Seconds(7 * DAY),
        "m" | "month" | "months" => Step::Months(1),
        "y" | "year" | "years" => Step::Months(12),
        _ => return None,
    })
}

/// Whether `word` is `name` or a beginning of it with three letters at least.
fn is_name(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.starts_with(word)
}

fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    NAMES.into_iter().find(|(name, _)| is_name(word, name)).map(|(_, weekday)| weekday)
}

fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (1..).zip(NAMES).find(|(_, name)| is_name(word, name)).map(|(number, _)| number)
}
