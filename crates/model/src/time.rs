//! A moment as Git records it.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, tz};
use serde::{Deserialize, Serialize};

/// A moment with the time zone of the clock that told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    pub seconds: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// The seconds of a day without leap seconds.
const DAY: i64 = 86_400;

impl Time {
    /// A moment in UTC.
    pub const fn utc(seconds: i64) -> Self {
        Self { seconds, offset_minutes: 0 }
    }

    /// The moment `days` times 24 hours earlier, in the same zone.
    #[must_use]
    pub const fn days_before(self, days: i64) -> Self {
        Self { seconds: self.seconds.saturating_sub(days.saturating_mul(DAY)), ..self }
    }

    /// The moment a second earlier, in the same zone.
    #[must_use]
    pub const fn second_before(self) -> Self {
        Self { seconds: self.seconds.saturating_sub(1), ..self }
    }

    /// The moment a second later, in the same zone.
    #[must_use]
    pub const fn second_after(self) -> Self {
        Self { seconds: self.seconds.saturating_add(1), ..self }
    }

    /// The whole days from `earlier` to here, rounded to the nearest.
    pub const fn days_since(self, earlier: Self) -> i64 {
        (self.seconds.saturating_sub(earlier.seconds) + DAY / 2).div_euclid(DAY)
    }

    /// The calendar day of the moment in its own zone; a moment outside the years −9999 to 9999
    /// is moved to the nearest end.
    pub fn date(self) -> Date {
        let timestamp = Timestamp::from_second(self.seconds).unwrap_or(if self.seconds < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        let offset =
            Offset::from_seconds(self.offset_minutes.saturating_mul(60)).unwrap_or(tz::Offset::UTC);
        offset.to_datetime(timestamp).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_day_in_its_own_zone() {
        let late = Time { seconds: 1_700_000_000, offset_minutes: 120 };
        assert_eq!(late.date().to_string(), "2023-11-15");
        assert_eq!(Time::utc(1_700_000_000).date().to_string(), "2023-11-14");
        assert_eq!(Time::utc(-1).date().to_string(), "1969-12-31");
    }

    #[test]
    fn survives_the_ends_of_time() {
        assert_eq!(Time::utc(i64::MAX).date().year(), 9999);
        assert_eq!(Time::utc(i64::MIN).date().year(), -9999);
        assert_eq!(Time::utc(i64::MIN).days_before(30).seconds, i64::MIN);
    }

    #[test]
    fn counts_days() {
        let now = Time::utc(1_700_000_000);
        assert_eq!(now.days_since(now.days_before(30)), 30);
    }
}
