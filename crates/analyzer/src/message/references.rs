//! Counts what a message refers to: issues, tickets, other requests.
//!
//! The request that a commit came with is no reference: `(#12)` at the end of a subject,
//! "Merge pull request #12", "See merge request x!12" or `PR-URL:` say how the commit got here, not
//! what it is about. A request that a revert names between its quotation marks is one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use git_coach_model::Trailer;
use regex::Regex;

use crate::pattern::literal;

static LINK: LazyLock<Regex> = LazyLock::new(|| literal(r#"https?://[^\s<>"'()\[\]`]+"#));

static LINK_TO_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"/(?:issues?|pulls?|pull-requests|merge_requests|work_items|tickets?|bugs?)/(?:.*/)?\d+\b",
        r"|/browse/[A-Z][A-Z0-9]+-\d+\b|show_bug\.cgi\?id=\d+|//crbug\.com/|//bugs\.[^/]+/\S*\d{3,}",
    ))
});

/// `#12`, `GH-12`, `owner/repository#12`.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| literal(r"(?-u)(?:([\w.-]+/[\w.-]+)?#|\b(?:GH|gh|bpo)-)(\d{1,7})\b"));

/// GitLab's `!12`.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| literal(r"(?-u)(?:^|\s)\(?!(\d{1,7})\b"));

/// `bug 1234`, `issue 12`.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| literal(r"(?i-u)\b(?:bug|issue|ticket)\s(?:no\.?\s)?(\d{2,8})\b"));

/// `ABC-123`.
static TICKET: LazyLock<Regex> =
    LazyLock::new(|| literal(r"(?-u)\b([A-Z][A-Z0-9]{1,9})-(\d{1,6})\b"));

/// The request that brought the commit.
static OWN_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"(?:\s*\([#!]\d+\))+$",
        r"|^(?:(?:auto|rollup) merge of|merge (?:pull request|pr|mr)|merged? in \S+ \(pull request)",
        r" [#!]?\d+",
    ))
});

/// A line of the body that names it.
static OWN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^See merge request |^(?i:differential revision|pull request resolved|(?:pull|merge) request):",
    )
});

/// Keys of trailers that name the request that brought the commit, or no request at all.
const OWN_KEYS: &[&str] =
    &["pr-url", "pull-request", "pull-request-url", "reviewed-on", "reviewed-at", "change-id"];

/// What looks like the key of a ticket and is a standard, an algorithm, a licence, a version.
const NO_TICKETS: &[&str] = &[
    "AES", "AGPL", "ALPHA", "ANSI", "APACHE", "ARM", "ARMV", "ASCII", "AVX", "BASE", "BETA", "BIG",
    "BLAKE", "BSD", "CBC", "CC", "CP", "CRC", "CVE", "CWE", "DES", "DIN", "ECMA", "EN", "EPL",
    "ES", "EUC", "FIPS", "FP", "GB", "GH", "GHSA", "GPL", "GPT", "HMAC", "HTTP", "IBM", "IEC",
    "IEEE", "INT", "IPV", "ISO", "JAVA", "JEP", "JIS", "JSR", "KOI", "LATIN", "LGPL", "LZ", "MD",
    "MIT", "MP", "MPL", "OSGI", "PEP", "PKCS", "PY", "PYTHON", "RC", "RFC", "RSA", "SHA", "SHA1",
    "SHA2", "SHA3", "SHAKE", "SSE", "SSL", "TEST", "TIS", "TLS", "UCS", "UINT", "USB", "UTC",
    "UTF", "VERSION", "WIN", "WINDOWS", "XXH", "COVID", "GCC", "CET", "GMT", "EST", "PST", "TODO",
    "PATCH", "STEP", "PHP", "MYSQL", "SQL", "HTML", "CSS", "AC", "AMD", "UAX", "UTS",
];

/// Words before `#1` that make it the number of a thing at hand.
const COUNTED: &[&str] = &[
    "arg",
    "argument",
    "attempt",
    "case",
    "chapter",
    "example",
    "hunk",
    "item",
    "line",
    "option",
    "parameter",
    "part",
    "patch",
    "phase",
    "point",
    "round",
    "rule",
    "section",
    "step",
    "test",
    "try",
    "version",
    "commit",
    "number",
];

/// What a message refers to, each thing once.
#[derive(Default)]
pub(super) struct Referred {
    issues: BTreeSet<String>,
    /// Pages, those of issues among them.
    pages: BTreeSet<String>,
}

impl Referred {
    /// How many issues, tickets and other requests there are.
    pub(super) fn issues(&self) -> u32 {
        u32::try_from(self.issues.len()).unwrap_or(u32::MAX)
    }

    /// How many pages there are.
    pub(super) fn pages(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX)
    }
}

/// Finds the different things that a message refers to.
pub(super) fn of(subject: &str, body: &str, trailers: &[Trailer]) -> Referred {
    let mut found = Referred::default();
    let subject = subject.trim();
    let lowered = subject.to_ascii_lowercase();
    let mut kept = subject.to_owned();
    // From the end, so that the earlier place stays where it is.
    let own: Vec<_> = OWN_REQUEST.find_iter(&lowered).collect();
    for own in own.into_iter().rev() {
        kept.replace_range(own.range(), " ");
    }
    collect(&kept, &mut found);
    for line in body.lines() {
        if !OWN_LINE.is_match(line) {
            collect(line, &mut found);
        }
    }
    for trailer in trailers {
        if !OWN_KEYS.contains(&trailer.key.to_ascii_lowercase().as_str()) {
            collect(&trailer.value, &mut found);
        }
    }
    found
}

/// A line of a stack trace: `#0 0x5581c in main`.
static FRAME: LazyLock<Regex> =
    LazyLock::new(|| literal(r"^[>|\s]*#\d+:?\s+(?:0x[0-9a-f]+\b|\S+ \(|in |at |<)"));

fn collect(text: &str, found: &mut Referred) {
    if FRAME.is_match(text) {
        return;
    }
    for link in LINK.find_iter(text) {
        let link = link.as_str().trim_end_matches(['.', ',', ';', ':']);
        let page = link.split(['#']).next().unwrap_or(link);
        found.pages.insert(page.to_owned());
        if LINK_TO_ISSUE.is_match(link) {
            found.issues.insert(page.to_owned());
        }
    }
    let found = &mut found.issues;
    let text = LINK.replace_all(text, " ");
    for matched in NUMBER.captures_iter(&text) {
        let (Some(whole), Some(number)) = (matched.get(0), matched.get(2)) else { continue };
        let before = &text[..whole.start()];
        let qualified = matched.get(1).map_or("", |repository| repository.as_str());
        let nothing = number.as_str().bytes().all(|digit| digit == b'0');
        if nothing || (qualified.is_empty() && (is_joined(before) || is_counted(before))) {
            continue;
        }
        found.insert(format!("{qualified}#{}", number.as_str()));
    }
    for (pattern, mark) in [(&NAMED, '#'), (&REQUEST, '!')] {
        for matched in pattern.captures_iter(&text) {
            if let Some(number) = matched.get(1) {
                found.insert(format!("{mark}{}", number.as_str()));
            }
        }
    }
    for matched in TICKET.captures_iter(&text) {
        let (Some(whole), Some(key)) = (matched.get(0), matched.get(1)) else { continue };
        let joined = text[..whole.start()].ends_with(['-', '.', '_'])
            || text[whole.end()..].starts_with(['-', '_']);
        let letters = key.as_str().bytes().filter(u8::is_ascii_uppercase).count();
        if !joined && letters >= 2 && !NO_TICKETS.contains(&key.as_str()) {
            found.insert(whole.as_str().to_owned());
        }
    }
}

/// Whether what stands before a `#` makes it a part of a word, as in `C#8` or `&#39`.
fn is_joined(before: &str) -> bool {
    before.chars().next_back().is_some_and(|last| {
        last.is_ascii_alphanumeric() || matches!(last, '_' | '&' | '#' | '/' | '-' | '.')
    })
}

fn is_counted(before: &str) -> bool {
    let word = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next();
    word.is_some_and(|word| COUNTED.contains(&word.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(text: &str, expected: u32) {
        assert_eq!(parse(text).references, expected, "{text:?}");
    }

    #[test]
    fn counts_issues_and_tickets() {
        check("Mend it\n\nFixes #12", 1);
        check("Mend it, see #12 and #13, #12", 2);
        check("GH-12: mend it", 1);
        check("ABC-123 mend it", 1);
        check("[PROJ2-7] mend it (closes other/thing#4)", 2);
        check("feature/ABC-123", 1);
        check("Mend it\n\nhttps://github.com/a/b/issues/12#issuecomment-3.", 1);
        check(
            "Mend it\n\nSee https://gitlab.com/a/b/-/issues/12 and https://x.org/browse/ABC-1",
            2,
        );
        check("Mend it\n\nhttps://bugzilla.mozilla.org/show_bug.cgi?id=1234", 1);
        check("Mend it\n\nCloses: https://github.com/a/b/issues/12\nSee-also: #13", 2);
        check("Backport !12", 1);
        check("Bug 1234567 - mend it", 1);
        check("Mend it (#10)\n\nCo-authored-by: A <a@x>\nCloses: #9", 1);
        check("修复#12的问题", 1);
    }

    #[test]
    fn counts_pages() {
        for (text, expected) in [
            (
                "Mend it\n\nSee https://example.org/a#b and https://example.org/a, (https://b.example)",
                2,
            ),
            ("Mend it\n\nCloses: https://github.com/a/b/issues/12", 1),
            ("Mend it\n\nPR-URL: https://github.com/nodejs/node/pull/12", 0),
            ("Mend it\n\nWhy.\n\nDifferential Revision: https://reviews.example/D12\n", 0),
            ("Mend #12", 0),
        ] {
            assert_eq!(parse(text).links, expected, "{text:?}");
        }
    }

    #[test]
    fn the_request_itself_is_none() {
        check("Mend it (#12)", 0);
        check("Mend it (#12) (#13)", 0);
        check("Mend #11 (#12)", 1);
        check("Mend it (!12)", 0);
        check("Merge pull request #12 from a/b\n\nMend it", 0);
        check("Merge pull request #12 from a/ABC-1\n\nMend it", 1);
        check("Auto merge of #12 - a:b, r=c\n\nMend it\n\nfixes #11", 1);
        check("Rollup merge of #12 - a:b, r=c", 0);
        check("Merged in x (pull request #1)", 0);
        check("Merge branch 'x' into 'y'\n\nMend it\n\nSee merge request group/x!1", 0);
        check("Mend it\n\nPR-URL: https://github.com/nodejs/node/pull/12", 0);
        check("Mend it\n\nReviewed-on: https://review.example/c/x/+/12", 0);
        check("Revert \"Mend it (#12)\" (#13)", 1);
    }

    #[test]
    fn what_looks_like_one_is_none() {
        for text in [
            "Read UTF-8 and ISO-8859-1 with SHA-256 per RFC-2822",
            "CVE-2024-1 and GHSA-1",
            "X-1 and A-12",
            "C#8 and F#3",
            "colour #12ab34 &#39;",
            "step #1, argument #2",
            "wow!12",
            "AB-12-34",
            "https://example.org/page#12",
            "https://example.org/12",
            "#hash and #",
            "Plug it\n\n    #0 0x55f1c in malloc\n    #1 0x55f1d in main x.c:3\n",
            "issue #0",
            "1-2 x-12",
            "Java-8 to JAVA-11",
        ] {
            check(text, 0);
        }
    }
}
