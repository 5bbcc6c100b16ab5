//! Reads a date as `git log --since` reads it, relative to a given clock.
//!
//! Owns the words people use for "since when". It never asks what time it is: the clock comes in.
//!
//! Where it agrees with git, it agrees to the second, its habits included: a date without a time
//! takes the clock's time of day; `noon` in the morning is yesterday's; `1 month ago` on 31 March is
//! 2 March, the day that 31 February overflows to; whatever steps through days or months keeps the
//! clock's UTC offset, so that `3 months ago` in winter is an hour later on a summer's clock face.
//!
//! Where it differs, it does so on purpose:
//!
//! - What isn't understood is an error; git silently takes it for now. That holds for a day that
//!   doesn't exist (`2024-02-30`), a date without a year in figures (`1/31`), a year of two digits,
//!   and a zone without both a date and a time.
//! - `30d`, `2w`, `6m`, `1y` are days, weeks, **months** and years, `12h` hours; also `min`, `sec`,
//!   `a week ago` and `last 5 days`.
//! - A weekday alone (`friday`) is the last one before today, as `last friday` is; git takes it for
//!   now.
//! - `@100` is the second 100, whether a zone follows or not.
//! - Years are 1970 to 2099 where they are written out, as in git; spans may lead further back.

mod phrase;
mod token;

use git_coach_model::Time;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use phrase::{Item, PartialDate, Step};

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhenError {
    /// There is nothing but blanks.
    #[error("a date is missing")]
    Empty,
    /// A part of it means nothing here.
    #[error("`{part}` in the date `{text}` is not understood")]
    Unknown {
        /// The whole text.
        text: String,
        /// The part that stopped the reading.
        part: String,
    },
    /// It names a day or a time of day that no calendar or clock has.
    #[error("the date `{text}` names a day or a time that does not exist")]
    Impossible {
        /// The whole text.
        text: String,
    },
    /// It says two things that exclude each other.
    #[error("the date `{text}` says more than one date or time; say one")]
    Contradictory {
        /// The whole text.
        text: String,
    },
    /// A zone stands without a date and a time of day to apply to.
    #[error("the zone in `{text}` needs a full date and a time")]
    LoneZone {
        /// The whole text.
        text: String,
    },
    /// It lies outside the years that can be reckoned with.
    #[error("the date `{text}` is too far away")]
    TooFar {
        /// The whole text.
        text: String,
    },
}

impl WhenError {
    /// What the user can do about it.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::Unknown { .. } => {
                "write it as in `30d`, `2 weeks ago`, `last monday` or `2024-01-31`"
            }
            Self::Impossible { .. } => "a calendar day is written as in `2024-02-29`",
            Self::Contradictory { .. } => "say one date, or one span of time",
            Self::LoneZone { .. } => "write it as in `2024-01-31 10:00 +0200`",
            Self::TooFar { .. } => "years from 1970 to 2099 can be named",
        }
    }
}

/// What can be wrong with a part, before the whole text is put beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Flaw {
    Unknown(String),
    Impossible,
    Contradictory,
    LoneZone,
    TooFar,
}

impl Flaw {
    fn in_text(self, text: &str) -> WhenError {
        let text = text.to_owned();
        match self {
            Self::Unknown(part) => WhenError::Unknown { text, part },
            Self::Impossible => WhenError::Impossible { text },
            Self::Contradictory => WhenError::Contradictory { text },
            Self::LoneZone => WhenError::LoneZone { text },
            Self::TooFar => WhenError::TooFar { text },
        }
    }
}

/// Reads `text` as a moment relative to `clock`, in the zone of this machine.
pub fn parse(text: &str, clock: Time) -> Result<Time, WhenError> {
    parse_in(text, clock, &TimeZone::system())
}

/// Reads `text` as a moment relative to `clock`; what names no zone is told in `zone`.
pub fn parse_in(text: &str, clock: Time, zone: &TimeZone) -> Result<Time, WhenError> {
    if text.trim().is_empty() {
        return Err(WhenError::Empty);
    }
    moment(text, clock, zone).map_err(|flaw| flaw.in_text(text))
}

fn moment(text: &str, clock: Time, zone: &TimeZone) -> Result<Time, Flaw> {
    let now = Timestamp::from_second(clock.seconds).map_err(|_| Flaw::TooFar)?;
    let mut running = Running::at(now, zone);
    let tokens = token::split(text)?;
    let phrase = phrase::read(&tokens, running.civil.date())?;
    let timestamp = match phrase {
        phrase::Phrase::Epoch(seconds) => {
            Timestamp::from_second(seconds).map_err(|_| Flaw::TooFar)?
        }
        phrase::Phrase::Full { date, zone: Some(offset) } => {
            offset.to_timestamp(date).map_err(|_| Flaw::TooFar)?
        }
        phrase::Phrase::Full { date, zone: None } => {
            zone.to_ambiguous_timestamp(date).compatible().map_err(|_| Flaw::TooFar)?
        }
        phrase::Phrase::Items(items) => {
            for item in items {
                running.apply(item)?;
            }
            running.timestamp()?
        }
    };
    let offset = zone.to_offset(timestamp);
    Ok(Time { seconds: timestamp.as_second(), offset_minutes: offset.seconds().div_euclid(60) })
}

/// The seconds of a day without a change of the clock.
const DAY: i64 = 86_400;

/// A moment on its way back from the clock: what the clock's face shows, and at which offset.
struct Running<'a> {
    zone: &'a TimeZone,
    civil: DateTime,
    offset: Offset,
}

impl<'a> Running<'a> {
    fn at(timestamp: Timestamp, zone: &'a TimeZone) -> Self {
        let offset = zone.to_offset(timestamp);
        Self { zone, civil: offset.to_datetime(timestamp), offset }
    }

    fn timestamp(&self) -> Result<Timestamp, Flaw> {
        self.offset.to_timestamp(self.civil).map_err(|_| Flaw::TooFar)
    }

    fn apply(&mut self, item: Item) -> Result<(), Flaw> {
        match item {
            Item::Now => Ok(()),
            Item::Back(count, Step::Seconds(length)) => {
                self.back(count.checked_mul(length).ok_or(Flaw::TooFar)?)
            }
            Item::Back(count, Step::Months(length)) => {
                self.back_months(count.checked_mul(length).ok_or(Flaw::TooFar)?)
            }
            Item::Weekday(count, weekday) => {
                let days = i64::from(self.civil.weekday().since(weekday));
                let days = if days == 0 { 7 } else { days };
                let weeks = (count - 1).checked_mul(7).ok_or(Flaw::TooFar)?;
                let days = weeks.checked_add(days).ok_or(Flaw::TooFar)?;
                self.back(days.checked_mul(DAY).ok_or(Flaw::TooFar)?)
            }
            Item::Hour(hour) => {
                if self.civil.hour() < hour {
                    self.back(DAY)?;
                }
                self.civil = self.civil.date().at(hour, 0, 0, 0);
                Ok(())
            }
            Item::Clock(time) => {
                self.civil = self.civil.date().to_datetime(time);
                Ok(())
            }
            Item::Date(date) => self.set(date),
        }
    }

    fn back(&mut self, seconds: i64) -> Result<(), Flaw> {
        let timestamp = self
            .timestamp()?
            .checked_sub(SignedDuration::from_secs(seconds))
            .map_err(|_| Flaw::TooFar)?;
        *self = Self::at(timestamp, self.zone);
        Ok(())
    }

    fn back_months(&mut self, months: i64) -> Result<(), Flaw> {
        let date = self.civil.date();
        let month = i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
        let month = month.checked_sub(months).ok_or(Flaw::TooFar)?;
        self.move_to(month.div_euclid(12), month.rem_euclid(12) + 1, date.day())
    }

    fn set(&mut self, date: PartialDate) -> Result<(), Flaw> {
        let today = self.civil.date();
        let month = date.month.unwrap_or(today.month());
        // A month that is still to come this year is last year's.
        let year = date.year.unwrap_or(today.year() - i16::from(month > today.month()));
        if let Some(day) = date.day {
            Date::new(year, month, day).map_err(|_| Flaw::Impossible)?;
        }
        self.move_to(year.into(), month.into(), date.day.unwrap_or(today.day()))
    }

    /// Moves to a day of a month, at the same time of day; 31 February is 2 or 3 March.
    fn move_to(&mut self, year: i64, month: i64, day: i8) -> Result<(), Flaw> {
        let year = i16::try_from(year).map_err(|_| Flaw::TooFar)?;
        let month = i8::try_from(month).map_err(|_| Flaw::TooFar)?;
        let date = Date::new(year, month, 1)
            .and_then(|first| {
                first.checked_add(SignedDuration::from_hours(24 * i64::from(day - 1)))
            })
            .map_err(|_| Flaw::TooFar)?;
        self.civil = date.to_datetime(self.civil.time());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
