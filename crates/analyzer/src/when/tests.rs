//! Dates as git reads them, case by case.

use std::process::Command;

use proptest::prelude::*;

use super::*;

/// 2023-11-14 17:13:20 in New York, 23:13:20 in Berlin: after noon and tea in both.
const AUTUMN: i64 = 1_700_000_000;
/// 2024-02-29 17:46:40 in Berlin, 11:46:40 in New York: a leap day, in the morning in one.
const LEAP_DAY: i64 = 1_709_225_200;
/// 2024-03-31 06:30 in Berlin: hours after its clocks went forward, on a 31st, in the morning.
const SPRING: i64 = 1_711_859_400;

/// Spelt out, so that no zone database is needed.
const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const ZONES: [&str; 2] = [NEW_YORK, BERLIN];

/// What both git and this module understand, and read alike.
const LIKE_GIT: &[&str] = &[
    "now",
    "today",
    "yesterday",
    "Yesterday",
    "noon",
    "midnight",
    "tea",
    "noon today",
    "noon yesterday",
    "yesterday noon",
    "tea yesterday",
    "midnight yesterday",
    "noon 2 days ago",
    "2 days ago noon",
    "5 days ago at noon",
    "last friday noon",
    "noon last friday",
    "last monday",
    "last tuesday",
    "last thursday",
    "LAST FRIDAY",
    "one friday ago",
    "3 fridays ago",
    "three thursdays ago",
    "2 weeks ago last friday",
    "last week",
    "last month",
    "last year",
    "last day",
    "last hour",
    "2 weeks ago",
    "2.weeks.ago",
    "2-weeks-ago",
    "2weeks",
    "  2 weeks   ago  ",
    "3 days",
    "10 weeks ago",
    "ten weeks ago",
    "1 year 2 months ago",
    "1 week, 2 days ago",
    "1 month ago",
    "3 months ago",
    "6 months ago",
    "13 months ago",
    "1 month 1 month ago",
    "2 months 1 day 1 month ago",
    "1 year ago",
    "2 years ago",
    "1 year 1 year ago",
    "90 seconds ago",
    "5 minutes ago",
    "30 hours ago",
    "1 hour 30 minutes ago",
    "0 days ago",
    "1 month ago 10:30",
    "yesterday 10:30",
    "10:30 yesterday",
    "yesterday at 5:30 pm",
    "12:00 3 hours ago",
    "3 hours ago 12:00",
    "10:30",
    "10:30:15",
    "00:00",
    "3pm",
    "3 pm",
    "12am",
    "12pm",
    "10:30 pm",
    "3pm yesterday",
    "6 pm yesterday",
    "never",
    "@1700000000",
    "1700000000",
    "100000000",
    "1600000000 +0200",
    "@100 +0000",
    "2024-01-31",
    "2023-12-05",
    "2024-06-15",
    "2022-1-5",
    "2024-01-31 10:00",
    "2024-01-31T10:00:00Z",
    "2024-01-31T10:00:00",
    "2024-01-31T10",
    "2024-01-31T10:00+02:00",
    "2024-01-31 10:00 +02",
    "2024-01-31 10:00:00 +0200",
    "2024-01-31 10:00:00 -0530",
    "2024-01-31 10:00:00.5 +0200",
    "2024-01-31 10:00:00 UTC",
    "2024-03-31 02:30",
    "2024-01-31 3pm",
    "2024-01-31 noon",
    "noon 2024-01-31",
    "2024/01/31",
    "2022.01.31",
    "31.1.2024",
    "31.01.2022",
    "1.2.2022",
    "1/31/2023",
    "31/1/2023",
    "1/2/2022",
    "1-2-2022",
    "12/11/2023",
    "11/12/2023",
    "Jan 31 2024",
    "January 31, 2022",
    "January 3rd, 2022",
    "31 January 2024",
    "3rd of January 2022",
    "3 jan 2022 5pm",
    "31 Jan 2022 10:00",
    "Wed, 31 Jan 2024 10:00:00 +0100",
    "Mon Jan 3 10:00:00 2022 +0100",
    "Mon Jan 3 10:00:00 2022",
    "Mon Jan 3 10:00:00 CET 2022",
    "Mon, 3 Jan 2022 10:00:00 PST",
    "january",
    "feb",
    "december",
    "jan 5",
    "5 jan",
    "dec 5",
    "jan 5 10:30",
    "jan 5 3 years ago",
    "jan 2022",
    "2022",
    "1999",
];

/// What git makes of an expression, or nothing if there is no git that can be told the time.
fn git_reads(text: &str, clock: i64, zone: &str) -> Option<i64> {
    let repository = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new("git")
        .args(["-C", repository, "rev-parse", &format!("--since={text}")])
        .env("GIT_TEST_DATE_NOW", clock.to_string())
        .env("TZ", zone)
        .env("GIT_CONFIG_GLOBAL", "")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().strip_prefix("--max-age=")?.parse().ok()
}

fn reads(text: &str, clock: i64, zone: &str) -> Result<i64, WhenError> {
    let zone = TimeZone::posix(zone).expect("a zone");
    parse_in(text, Time::utc(clock), &zone).map(|time| time.seconds)
}

#[test]
fn reads_what_git_reads() {
    if git_reads("now", AUTUMN, "UTC") != Some(AUTUMN) {
        eprintln!(
            "skipped: no git here, none in a repository, or none that takes GIT_TEST_DATE_NOW"
        );
        return;
    }
    let mut wrong = Vec::new();
    for text in LIKE_GIT {
        for clock in [AUTUMN, LEAP_DAY, SPRING] {
            for zone in ZONES {
                let git = git_reads(text, clock, zone);
                let ours = reads(text, clock, zone).ok();
                if git != ours {
                    wrong
                        .push(format!("`{text}` at {clock} in {zone}: git {git:?}, here {ours:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks a moment in Berlin's summer or winter time, seen from the leap day.
#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: Timestamp = expected.parse().expect("a timestamp");
    assert_eq!(reads(text, LEAP_DAY, BERLIN), Ok(expected.as_second()), "{text}");
}

#[test]
fn reads_what_git_does_not() {
    check("30d", "2024-01-30T17:46:40+01:00");
    check("2w", "2024-02-15T17:46:40+01:00");
    check("6m", "2023-08-29T17:46:40+01:00");
    check("1y", "2023-03-01T17:46:40+01:00");
    check("12h", "2024-02-29T05:46:40+01:00");
    check("1y 2m", "2023-01-01T17:46:40+01:00");
    check("5 min ago", "2024-02-29T17:41:40+01:00");
    check("a week ago", "2024-02-22T17:46:40+01:00");
    check("last 5 days", "2024-02-24T17:46:40+01:00");
    check("@100", "1970-01-01T00:01:40Z");
    check("@0", "1970-01-01T00:00:00Z");
    check("friday", "2024-02-23T17:46:40+01:00");
    check("thursday", "2024-02-22T17:46:40+01:00");
    check("friday 10:30", "2024-02-23T10:30:00+01:00");
    check("2.weeks.3.days.ago", "2024-02-12T17:46:40+01:00");
    check("60 years ago", "1964-02-29T17:46:40+01:00");
}

#[test]
fn refuses_what_is_no_date() {
    use WhenError::*;
    let refused = |text: &str| reads(text, AUTUMN, "UTC0").expect_err(text);
    assert_eq!(refused("  "), Empty);
    for text in ["2022-02-30", "feb 30", "2022-13-01", "25:00", "10:60", "13pm", "0 mondays"] {
        assert!(matches!(refused(text), Impossible { .. }), "{text}: {}", refused(text));
    }
    for text in ["2024-01-31 2023-01-31", "10:30 11:30", "jan feb", "2 weeks ago 2024-01-31"] {
        assert!(matches!(refused(text), Contradictory { .. }), "{text}: {}", refused(text));
    }
    for text in ["10:30 UTC", "2024-01-31 +0200", "2 weeks ago GMT"] {
        assert!(matches!(refused(text), LoneZone { .. }), "{text}: {}", refused(text));
    }
    for text in ["1900-01-01", "2100-01-01", "1000000 years ago", "99999999999999999999 days"] {
        assert!(matches!(refused(text), TooFar { .. }), "{text}: {}", refused(text));
    }
    for text in [
        "garbage",
        "teatime",
        "ago",
        "2 ago",
        "-1 day",
        "next week",
        "5",
        "99999999",
        "last noon",
        "1/31",
        "31.1.",
        "2022-01",
        "1/31/22",
        "last",
        "eleven days ago",
        "2 weeks from now",
        "at",
        "日本",
        "never 10:00",
        "12:30:",
        "@",
        "2.",
        "@5 days",
    ] {
        assert!(matches!(refused(text), Unknown { .. }), "{text}: {}", refused(text));
    }
    assert_eq!(
        refused("2 wekes ago").to_string(),
        "`wekes` in the date `2 wekes ago` is not understood"
    );
}

#[test]
fn tells_the_offset_of_the_zone() {
    let zone = TimeZone::posix("IST-5:30").expect("a zone");
    let time = parse_in("2024-01-31T10:00:00Z", Time::utc(AUTUMN), &zone).expect("a date");
    assert_eq!(time, Time { seconds: 1_706_695_200, offset_minutes: 330 });
    assert!(parse("2 weeks ago", Time::utc(AUTUMN)).is_ok());
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>(), clock in any::<i64>()) {
        let _ = parse_in(&text, Time::utc(clock), &TimeZone::UTC);
    }

    #[test]
    fn never_panics_on_its_own_words(
        words in prop::collection::vec(
            prop_oneof![
                "[0-9]{1,20}", "[0-9]{1,4}[-/.:][0-9]{1,2}[-/.:][0-9]{1,4}", "[-+.,t@][0-9]{1,4}",
                Just("weeks".to_owned()), Just("months".to_owned()), Just("ago".to_owned()),
                Just("last".to_owned()), Just("friday".to_owned()), Just("noon".to_owned()),
                Just("jan".to_owned()), Just("years".to_owned()), Just("pm".to_owned()),
                Just("feb".to_owned()), Just("yesterday".to_owned()),
            ],
            0..8,
        ),
        glue in prop_oneof![Just(" "), Just("."), Just("")],
        clock in prop_oneof![any::<i64>(), -400_000_000_000_i64..400_000_000_000],
    ) {
        let zone = TimeZone::posix(BERLIN).expect("a zone");
        let _ = parse_in(&words.join(glue), Time::utc(clock), &zone);
    }
}
