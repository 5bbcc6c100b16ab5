//! The function that a line stands in, told by the nearest head above it that is indented less.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::literal;

/// How many lines above a head its annotations are looked for.
const MARKS_ABOVE: usize = 6;

/// What a line stands in, as far as it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enclosing {
    /// A test.
    Test,
    /// A function of another sort: one that is handed on, nested, or called by tests.
    Other,
    /// No head is among the lines that are seen.
    Unseen,
}

/// The head of a test, in the languages whose pauses are known.
static TEST: LazyLock<Regex> = LazyLock::new(|| {
    literal(concat!(
        r"\b(?:def|void|function|fun|func|fn)\s+`?(?:\([^)]*\)\s*)?[tT]est|\bfunc (?:Benchmark|Fuzz|Example)\w*\(|\b[tbf]\.Run\(|\bsynctest\.(?:Run|Test)\(",
        r"|^\s*(?:await\s+)?(?:\w\.)?(?:it|test|specify|[sS]cenario)(?:\.\w+)*\s*(?:\(|do\b|\{)",
        r"|^\s*(?:it|test|specify|scenario|example|should)\s+.*(?:\bdo|\{)\s*(?:\|\w+\|)?\s*$|['\x22]\s+in\s+\{\s*$",
    ))
});

/// An annotation or an attribute that makes a test of what follows.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^\s*(?:\*\s*)?(?:@|#?\[)(?:.*[\W_])?(?i:\w*tests?|test(?:case|method)|fact|theory|rstest)\b",
    )
});

/// Heads of functions by the endings of the files that have them.
static HEADS: LazyLock<[(&[&str], Regex); 7]> = LazyLock::new(|| {
    [
        (&["py"], literal(r"\b(?:def|lambda)\b")),
        (
            &["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue"],
            literal(r"=>\s*[{(\[]?\s*$|\bfunction\b"),
        ),
        (
            &["java", "kt", "kts", "groovy", "scala", "cs"],
            literal(r"(?:->|=>)\s*\{?\s*$|\b(?:fun|def|delegate)\b"),
        ),
        (
            &["rb"],
            literal(
                r"\b(?:def|lambda|proc|define_method|fork)\b|->|\b(?:Thread|Fiber|Class|Module|Proc)\.new\b|^\s*(?:get|post|put|delete)\b.*\bdo\b",
            ),
        ),
        (&["go"], literal(r"\bfunc\b")),
        (&["rs"], literal(r"\bfn\b|\bspawn\w*\(|\|[^|]*\|\s*(?:async\s+)?(?:move\s+)?\{?\s*$")),
        (&["php"], literal(r"\b(?:function|fn)\b")),
    ]
});

/// A method of a class or an object, which no word of its own begins.
static METHOD: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"^\s*((?:[\w<>\[\],.?@*&]+\s+)*)([\w$#]+)\s*\([^;]*\)\s*(?:throws [\w., ]+|:\s*[\w<>\[\]. |]+)?\s*(\{)?\s*$",
    )
});

/// Where methods are written so, and whether the brace may stand on the next line.
const METHODS: [(&str, bool); 9] = [
    ("js", false),
    ("ts", false),
    ("jsx", false),
    ("tsx", false),
    ("mjs", false),
    ("cjs", false),
    ("java", true),
    ("groovy", false),
    ("cs", true),
];

/// What looks like a method and is none.
const CONTROL: &[&str] = &[
    "if",
    "else",
    "for",
    "foreach",
    "while",
    "switch",
    "catch",
    "with",
    "await",
    "synchronized",
    "try",
    "using",
    "lock",
    "return",
    "new",
    "fixed",
];

/// What a piece of code stands in: `own` is its line up to it, `above` the lines over that one, and
/// `ending` tells the language.
pub(super) fn of(above: &[&str], own: &str, ending: &str) -> Enclosing {
    let own_head = head(&[], own, ending);
    if own_head != Enclosing::Unseen {
        return own_head;
    }
    let mut depth = indent(own);
    for (at, line) in above.iter().enumerate().rev() {
        let text = line.trim();
        if text.is_empty() || indent(line) >= depth {
            continue;
        }
        // What ends a head that goes over several lines, or opens its block, belongs to it.
        if text.starts_with([')', '}', ']', '{']) {
            depth = indent(line) + 1;
            continue;
        }
        depth = indent(line);
        let found = head(&above[..at], line, ending);
        if found != Enclosing::Unseen {
            return found;
        }
    }
    Enclosing::Unseen
}

/// What the head on a line begins; the annotations of a test stand on it or above.
fn head(above: &[&str], line: &str, ending: &str) -> Enclosing {
    if TEST.is_match(line) || MARK.is_match(line) {
        return Enclosing::Test;
    }
    let begins =
        HEADS.iter().any(|(endings, head)| endings.contains(&ending) && head.is_match(line))
            || is_method(line, ending);
    if !begins {
        return Enclosing::Unseen;
    }
    let is_mark = |line: &&&str| line.trim_start().starts_with(['@', '[', '#', '*', '/']);
    let mut marks = above.iter().rev().take_while(is_mark).take(MARKS_ABOVE);
    if marks.any(|line| MARK.is_match(line)) { Enclosing::Test } else { Enclosing::Other }
}

fn is_method(line: &str, ending: &str) -> bool {
    let Some((_, is_open)) = METHODS.iter().find(|(one, _)| *one == ending) else { return false };
    METHOD.captures(line).is_some_and(|found| {
        let part = |at| found.get(at).map_or("", |part: regex::Match<'_>| part.as_str());
        let mut words = part(1).split_whitespace().chain(std::iter::once(part(2)));
        // Without a brace a call looks the same, but for the type before it.
        let is_declared = found.get(3).is_some() || (*is_open && !part(1).trim().is_empty());
        is_declared && !words.any(|word| CONTROL.contains(&word))
    })
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last line, up to `~`, is the one that is asked about.
    #[track_caller]
    fn check(ending: &str, text: &str, expected: Enclosing) {
        let lines: Vec<&str> = text.lines().collect();
        let (own, above) = lines.split_last().expect("a line");
        let own = own.split('~').next().unwrap_or(own);
        assert_eq!(of(above, own, ending), expected, "{text}");
    }

    #[test]
    fn tests_are_told_in_each_language() {
        for (ending, text) in [
            ("py", "async def test_a(\n    b,\n):\n    with c:\n        "),
            ("py", "class TestA:\n    def testB(self):\n        "),
            ("js", "it('a', async () => {\n  if (b) {\n    "),
            ("ts", "describe('a', () => {\n  test.only(`a`, async () => {\n    "),
            ("js", "it('a', async () => { ~"),
            ("js", "test('a', {\n  timeout: 1\n}, async () => {\n  "),
            ("go", "func TestA(t *testing.T) {\n\tgo func() {\n\t}()\n\t"),
            ("go", "\tt.Run(\"a\", func(t *testing.T) {\n\t\t"),
            ("java", "    @Test\n    // why\n    void a() throws B {\n        "),
            (
                "java",
                "    @ParameterizedTest\n    @ValueSource(ints = 1)\n    public void a(int b) {\n        ",
            ),
            ("cs", "    [Fact]\n    public async Task A()\n    {\n        "),
            ("kt", "    @Test\n    fun a() = runTest {\n        "),
            ("scala", "  \"a\" should \"b\" in {\n    "),
            ("rs", "    #[tokio::test]\n    async fn a() {\n        "),
            ("rs", "    #[test]\n    fn a() {\n        rt.block_on(async {\n            "),
            ("rb", "  it 'a' do\n    "),
            ("rb", "  test \"a\" do |b|\n    "),
            ("php", "    /**\n     * @test\n     */\n    public function a()\n    {\n        "),
            ("php", "    public function testA(): void\n    {\n        "),
        ] {
            check(ending, text, Enclosing::Test);
        }
    }

    #[test]
    fn what_a_test_hands_on_is_none() {
        for (ending, text) in [
            ("py", "def test_a():\n    def slow(b):\n        "),
            ("py", "def test_a():\n    a(lambda: ~"),
            ("py", "def wait_a_while():\n    "),
            ("js", "it('a', async () => {\n  app.get('/', async (req) => {\n    "),
            ("ts", "export default {\n  async closeServer() {\n    "),
            ("js", "test('a', () => {\n  b({\n    hook: async () => ~"),
            ("go", "func TestA(t *testing.T) {\n\tgo func() {\n\t\t"),
            ("go", "func TestA(t *testing.T) {\n\tgo func() { ~"),
            ("go", "func slow() {\n\t"),
            ("java", "    @Test\n    void a() {\n        b.submit(() -> {\n            "),
            ("java", "    @Test\n    void a() {\n        new Thread(() -> ~"),
            ("java", "    private static void a(int b) {\n        "),
            ("cs", "    private void A()\n    {\n        "),
            ("rs", "    #[test]\n    fn a() {\n        thread::spawn(move || {\n            "),
            ("rs", "fn a() {\n    "),
            ("rb", "  it 'a' do\n    Thread.new do\n      "),
            ("rb", "  get '/' do\n    "),
            (
                "php",
                "    public function testA()\n    {\n        $b->on(function () {\n            ",
            ),
        ] {
            check(ending, text, Enclosing::Other);
        }
    }

    #[test]
    fn without_a_head_nothing_is_told() {
        for (ending, text) in
            [("py", "a()\n"), ("java", "if (a(b)) {\n    "), ("js", "for (const a of b()) {\n  ")]
        {
            check(ending, &format!("{text}~"), Enclosing::Unseen);
        }
    }
}
