//! The time in fixtures: it starts at one moment and moves with the commits alone.

/// When the first commit is made: Monday, 8 January 2024, 09:00 UTC, in seconds since 1970.
pub const EPOCH: i64 = 1_704_704_400;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// When a commit is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Timing {
    /// One step of the clock after the commit before.
    Next,
    /// So many days after the commit before.
    After(i64),
    /// At this second, whatever the clock says; the clock stays where it is.
    At(i64),
}

/// A clock that moves only when a commit is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    last: Option<i64>,
    step: i64,
}

impl Clock {
    /// A clock that will start at [`EPOCH`] and move one day a commit.
    pub(crate) const fn new() -> Self {
        Self { last: None, step: DAY }
    }

    /// Moves so many hours a commit from now on.
    pub(crate) const fn set_step_hours(&mut self, hours: i64) {
        self.step = hours * HOUR;
    }

    /// The second at which the next commit is made.
    pub(crate) fn tick(&mut self, timing: Timing) -> i64 {
        let now = match (timing, self.last) {
            (Timing::At(second), _) => return second,
            (Timing::Next, None) => EPOCH,
            (Timing::Next, Some(last)) => last + self.step,
            (Timing::After(days), last) => last.unwrap_or(EPOCH) + days * DAY,
        };
        self.last = Some(now);
        now
    }

    /// The second of the last commit.
    pub(crate) fn now(&self) -> i64 {
        self.last.unwrap_or(EPOCH)
    }
}

/// The second so many days before `second`.
pub(crate) const fn days_before(second: i64, days: i64) -> i64 {
    second - days * DAY
}
