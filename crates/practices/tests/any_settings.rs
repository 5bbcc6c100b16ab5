//! Whatever text stands in `.git-coach.toml`: reading it does not panic, and every mistake stands
//! where the text is.

use git_coach_practices::{Mistake, Settings};
use proptest::prelude::*;

const FILE: &str = ".git-coach.toml";
/// A right file with everything that one can say.
const RIGHT: &str = r#"# Ours: über "alles".
areas = ["crates/parser", "web"]
bots = ["Deploy Robot", "*@ci.example.org"]

[windows]
days = 14
least-changes = 5

[practices."tests/source-comes-with-tests"]
level = "warning"
paths = ["src/**", '{web,api}/**/*.ts']

[practices."security/*"]
off = true
"#;

/// Reads a text twice and checks what is told of it.
fn read(text: &str) -> Vec<Mistake> {
    let mistakes = Settings::mistakes(FILE, text);
    // What is after the last end of line is a line as well.
    let lines: Vec<&str> = text.split('\n').collect();
    for mistake in &mistakes {
        let shown = mistake.to_string();
        let line = lines.get(mistake.place.line.wrapping_sub(1));
        let line =
            line.unwrap_or_else(|| panic!("no line {}: {shown}\n{text:?}", mistake.place.line));
        let end = line.chars().count() + 1;
        assert!(
            (1..=end).contains(&mistake.place.column),
            "no column {}: {shown}",
            mistake.place.column
        );
        assert!(mistake.place.length >= 1 && !mistake.what.is_empty(), "{shown}");
        assert!(
            mistake.place.column + mistake.place.length <= end + 1,
            "the carets end outside: {shown}"
        );
        let harmless = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        assert!(shown.chars().all(harmless), "{shown:?}");
    }
    assert_eq!(mistakes, Settings::mistakes(FILE, text), "the same text, the same mistakes");
    mistakes
}

/// One slip of the pen in a text.
#[derive(Clone, Debug)]
enum Slip {
    Insert(prop::sample::Index, String),
    Delete(prop::sample::Index, usize),
    /// A line stands there once more.
    Repeat(prop::sample::Index),
    Cut(prop::sample::Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    let pieces = [
        "\"",
        "'",
        "'''",
        "[",
        "]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\r\n",
        "\r",
        "#",
        "\\",
        "\u{0}",
        "\u{1b}",
        "\u{feff}",
        "\u{202e}",
        "é",
        "修",
        "-",
        "0",
        "99999999999",
        "1.5",
        "true",
        "*",
        "../",
        "off = 1",
        "[windows]\n",
        "[practices]\n",
        "level = \"loud\"\n",
        "paths = []",
        "days = 0\n",
        "2020-01-01",
    ];
    let at = any::<prop::sample::Index>;
    let piece = prop::sample::select(pieces.to_vec()).prop_map(str::to_owned);
    prop_oneof![
        4 => (at(), piece).prop_map(|(at, piece)| Slip::Insert(at, piece)),
        1 => (at(), "\\PC{1,4}").prop_map(|(at, text)| Slip::Insert(at, text)),
        3 => (at(), 1..12_usize).prop_map(|(at, count)| Slip::Delete(at, count)),
        1 => at().prop_map(Slip::Repeat),
        1 => at().prop_map(Slip::Cut),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    let place = |at: &prop::sample::Index| at.index(signs.len() + 1);
    match slip {
        Slip::Insert(at, piece) => {
            let at = place(at);
            signs.splice(at..at, piece.chars());
        }
        Slip::Delete(at, count) => {
            let at = place(at);
            signs.drain(at..signs.len().min(at + count));
        }
        Slip::Repeat(at) => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            return lines.join("\n");
        }
        Slip::Cut(at) => signs.truncate(place(at)),
    }
    signs.into_iter().collect()
}

proptest! {
    #[test]
    fn any_characters(text in "\\PC{0,400}") {
        read(&text);
    }

    #[test]
    fn any_bytes_that_are_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_right_file_with_slips(slips in prop::collection::vec(slip(), 1..8)) {
        read(&slips.iter().fold(RIGHT.to_owned(), |text, slip| slipped(&text, slip)));
    }
}

#[test]
fn the_file_that_slips_begin_from_is_right() {
    assert_eq!(read(RIGHT), []);
}
