//! How comments and strings are written, as values that the scanner reads.
//!
//! Owns the shapes and the families that several languages share; which language has which is the
//! table's matter.

/// How a language writes comments and strings: its tokens, the first that fits wins.
#[derive(Debug)]
pub(crate) struct Syntax {
    /// What begins something that is not code, in the order of trial.
    pub(crate) tokens: &'static [Token],
    /// Whether a backslash in code takes the meaning from the next character, as in a shell.
    pub(crate) escapes_in_code: bool,
}

/// What begins a comment or a string.
#[derive(Debug)]
pub(crate) enum Token {
    /// A comment to the end of the line.
    Line(&'static str),
    /// The same, unless a colon stands before it, so that an address in a style sheet is none.
    LineNotUrl(&'static str),
    /// The same, only at the start of a word.
    LineAtWord(&'static str),
    /// The same, only first on its line.
    LineFirst(&'static str),
    /// Haskell's dashes, which are an operator when another symbol follows.
    LineDashes,
    /// A string to the end of the line, as Zig's `\\`.
    LineString(&'static str),
    /// A comment that may span lines.
    Block(&'static str, &'static str),
    /// The same, and it may hold others of its kind.
    Nested(&'static str, &'static str),
    /// A comment of whole lines, from one that starts with the first to one with the second.
    Lines(&'static str, &'static str),
    /// Perl's documentation: from a line that starts with `=` and a letter to `=cut`.
    Pod,
    /// A string.
    Quote(&'static Quote),
    /// One character between apostrophes, which is neither a lifetime nor part of a name.
    Char,
    /// Rust's `r#"…"#`.
    RustRaw,
    /// C++'s `R"x(…)x"`.
    CppRaw,
    /// Swift's `#"…"#`.
    HashString,
    /// C#'s strings of three quotes or more.
    ManyQuotes,
    /// Lua's `[==[…]==]`, a comment after the given prefix.
    LongBracket(&'static str),
    /// A document that starts on the next line.
    Heredoc(Heredoc),
    /// A regular expression between slashes.
    Regex,
    /// A string with letters in front, as `rb'…'`.
    PythonPrefix,
    /// Perl's `q{…}` and its like.
    PerlQuote,
    /// Ruby's `%w[…]` and its like.
    RubyPercent,
    /// PHP's `?>`, after which text stands until the next `<?`.
    PhpEnd,
    /// An element of a page that holds a script or a style sheet.
    Element(&'static str, &'static Syntax),
}

/// How a document after a line is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heredoc {
    /// `<<EOF`, `<<-EOF`, `<<'EOF'`.
    Shell,
    /// `<<~EOF` besides, and only upper-case or quoted words.
    Ruby,
    /// `<<<EOF`, closed by an indented word that code may follow.
    Php,
}

/// How a quote inside a string is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Not at all.
    Never,
    /// After this byte.
    After(u8),
    /// Twice.
    Doubled,
}

/// Where a quote may open a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// Everywhere in code.
    Anywhere,
    /// Where no name ends before it.
    NotInName,
    /// Unless a dollar sign stands before it, as in Perl's variable of that name.
    NotAfterDollar,
    /// At the start of a word.
    AtWord,
    /// After an equals sign, as an attribute's value.
    AfterEquals,
}

/// When a string is documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Docs {
    /// Never.
    Never,
    /// When it starts a statement.
    Statement,
    /// When a documentation attribute stands before it.
    Attribute,
}

/// A kind of string.
#[derive(Debug)]
pub(crate) struct Quote {
    /// What opens it.
    pub(crate) open: &'static str,
    /// What closes it.
    pub(crate) close: &'static str,
    /// How its closing is written inside it.
    pub(crate) escape: Escape,
    /// Whether it may span lines.
    pub(crate) lines: bool,
    /// What opens and closes a piece of code inside it; the last byte of the first is what nests.
    pub(crate) hole: Option<(&'static str, u8)>,
    /// Where it may open.
    pub(crate) opens: Opens,
    /// Whether it can be documentation.
    pub(crate) docs: Docs,
}

const BACKSLASH: Escape = Escape::After(b'\\');

const fn quote(open: &'static str, close: &'static str, escape: Escape) -> Quote {
    Quote {
        open,
        close,
        escape,
        lines: false,
        hole: None,
        opens: Opens::Anywhere,
        docs: Docs::Never,
    }
}

impl Quote {
    const fn lines(mut self) -> Self {
        self.lines = true;
        self
    }

    const fn hole(mut self, open: &'static str, close: u8) -> Self {
        self.hole = Some((open, close));
        self
    }

    const fn opens(mut self, opens: Opens) -> Self {
        self.opens = opens;
        self
    }

    const fn docs(mut self, docs: Docs) -> Self {
        self.docs = docs;
        self
    }
}

static DOUBLE: Quote = quote("\"", "\"", BACKSLASH);
static SINGLE: Quote = quote("'", "'", BACKSLASH);
static DOUBLE_LINES: Quote = quote("\"", "\"", BACKSLASH).lines();
static PERL_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).lines().opens(Opens::NotAfterDollar);
static PERL_SINGLE: Quote = quote("'", "'", BACKSLASH).lines().opens(Opens::NotAfterDollar);
static SINGLE_LINES: Quote = quote("'", "'", BACKSLASH).lines();
static DOUBLE_TWICE: Quote = quote("\"", "\"", Escape::Doubled);
static SINGLE_TWICE: Quote = quote("'", "'", Escape::Doubled);
static SINGLE_TWICE_LINES: Quote = quote("'", "'", Escape::Doubled).lines();
static TRIPLE: Quote = quote("\"\"\"", "\"\"\"", BACKSLASH).lines();
static TRIPLE_RAW: Quote = quote("\"\"\"", "\"\"\"", Escape::Never).lines();
static TRIPLE_SINGLE: Quote = quote("'''", "'''", BACKSLASH).lines();
static TRIPLE_SINGLE_RAW: Quote = quote("'''", "'''", Escape::Never).lines();
static TRIPLE_DOC: Quote = quote("\"\"\"", "\"\"\"", BACKSLASH).lines().docs(Docs::Statement);
static TRIPLE_SINGLE_DOC: Quote = quote("'''", "'''", BACKSLASH).lines().docs(Docs::Statement);
static TRIPLE_ATTRIBUTE: Quote = quote("\"\"\"", "\"\"\"", BACKSLASH).lines().docs(Docs::Attribute);
static BACKTICK_RAW: Quote = quote("`", "`", Escape::Never).lines();
static TEMPLATE: Quote = quote("`", "`", BACKSLASH).lines().hole("${", b'}');
static DOLLAR_HOLES: Quote = quote("\"", "\"", BACKSLASH).hole("${", b'}');
static SINGLE_DOLLAR_HOLES: Quote = quote("'", "'", BACKSLASH).hole("${", b'}');
static TRIPLE_DOLLAR_HOLES: Quote =
    quote("\"\"\"", "\"\"\"", Escape::Never).lines().hole("${", b'}');
static TRIPLE_DART: Quote = quote("\"\"\"", "\"\"\"", BACKSLASH).lines().hole("${", b'}');
static TRIPLE_SINGLE_DART: Quote = quote("'''", "'''", BACKSLASH).lines().hole("${", b'}');
static RAW_DOUBLE: Quote = quote("r\"", "\"", Escape::Never).opens(Opens::NotInName);
static RAW_SINGLE: Quote = quote("r'", "'", Escape::Never).opens(Opens::NotInName);
static RUBY_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).lines().hole("#{", b'}');
static SWIFT_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).hole("\\(", b')');
static SWIFT_TRIPLE: Quote = quote("\"\"\"", "\"\"\"", BACKSLASH).lines().hole("\\(", b')');
static JULIA_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).lines().hole("$(", b')');
static SHELL_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).lines().hole("$(", b')');
static SHELL_ANSI: Quote = quote("$'", "'", BACKSLASH).lines();
static SHELL_SINGLE: Quote = quote("'", "'", Escape::Never).lines();
static LITERAL_SINGLE: Quote = quote("'", "'", Escape::Never);
static VERBATIM: Quote = quote("@\"", "\"", Escape::Doubled).lines();
static VERBATIM_HOLES: Quote = quote("$@\"", "\"", Escape::Doubled).lines().hole("{", b'}');
static VERBATIM_HOLES_TOO: Quote = quote("@$\"", "\"", Escape::Doubled).lines().hole("{", b'}');
static CSHARP_HOLES: Quote = quote("$\"", "\"", BACKSLASH).hole("{", b'}');
static POWER_DOUBLE: Quote = quote("\"", "\"", Escape::After(b'`')).lines().hole("$(", b')');
static POWER_HERE: Quote = quote("@\"", "\n\"@", Escape::Never).lines();
static POWER_HERE_SINGLE: Quote = quote("@'", "\n'@", Escape::Never).lines();
static OCAML_QUOTED: Quote = quote("{|", "|}", Escape::Never).lines();
static NIX_INDENTED: Quote = quote("''", "''", Escape::Never).lines();
static VALUE_DOUBLE: Quote = quote("\"", "\"", Escape::Never).lines().opens(Opens::AfterEquals);
static VALUE_SINGLE: Quote = quote("'", "'", Escape::Never).lines().opens(Opens::AfterEquals);
static WORD_DOUBLE: Quote = quote("\"", "\"", BACKSLASH).opens(Opens::AtWord);
static WORD_SINGLE: Quote = quote("'", "'", Escape::Doubled).opens(Opens::AtWord);

use Token::{
    Block, Char, CppRaw, Element, HashString, Line, LineAtWord, LineDashes, LineFirst, LineNotUrl,
    LineString, Lines, LongBracket, ManyQuotes, Nested, PerlQuote, PhpEnd, Pod, PythonPrefix,
    Regex, RubyPercent, RustRaw,
};

macro_rules! syntaxes {
    ($($name:ident = [$($token:expr),* $(,)?];)*) => {
        $(pub(crate) static $name: Syntax =
            Syntax { tokens: &[$($token),*], escapes_in_code: false };)*
    };
}

macro_rules! syntaxes_with_escapes {
    ($($name:ident = [$($token:expr),* $(,)?];)*) => {
        $(pub(crate) static $name: Syntax =
            Syntax { tokens: &[$($token),*], escapes_in_code: true };)*
    };
}

const SLASHES: Token = Line("//");
const STARS: Token = Block("/*", "*/");
const STARS_NEST: Token = Nested("/*", "*/");
const HASH: Token = Line("#");
const PAGE: Token = Block("<!--", "-->");

const fn q(quote: &'static Quote) -> Token {
    Token::Quote(quote)
}

syntaxes! {
    PLAIN = [];
    C = [SLASHES, STARS, q(&DOUBLE), Char];
    CPP = [SLASHES, STARS, CppRaw, q(&DOUBLE), Char];
    RUST = [SLASHES, STARS_NEST, RustRaw, q(&DOUBLE_LINES), Char];
    GO = [SLASHES, STARS, q(&DOUBLE), q(&BACKTICK_RAW), Char];
    JAVA = [SLASHES, STARS, q(&TRIPLE), q(&DOUBLE), Char];
    CSHARP = [
        SLASHES, STARS, ManyQuotes, q(&VERBATIM), q(&VERBATIM_HOLES), q(&VERBATIM_HOLES_TOO),
        q(&CSHARP_HOLES), q(&DOUBLE), Char,
    ];
    KOTLIN = [SLASHES, STARS_NEST, q(&TRIPLE_DOLLAR_HOLES), q(&DOLLAR_HOLES), Char];
    SCALA = [SLASHES, STARS_NEST, q(&TRIPLE_RAW), q(&DOUBLE), Char];
    SWIFT = [SLASHES, STARS_NEST, HashString, q(&SWIFT_TRIPLE), q(&SWIFT_DOUBLE)];
    DART = [
        SLASHES, STARS_NEST, q(&RAW_DOUBLE), q(&RAW_SINGLE), q(&TRIPLE_DART),
        q(&TRIPLE_SINGLE_DART), q(&DOLLAR_HOLES), q(&SINGLE_DOLLAR_HOLES),
    ];
    GROOVY = [
        SLASHES, STARS, LineFirst("#!"), q(&TRIPLE), q(&TRIPLE_SINGLE), q(&DOLLAR_HOLES),
        q(&SINGLE),
    ];
    JAVASCRIPT = [
        SLASHES, STARS, LineFirst("#!"), q(&DOUBLE), q(&SINGLE), q(&TEMPLATE), Regex,
    ];
    D = [
        SLASHES, STARS, Nested("/+", "+/"), q(&RAW_DOUBLE), q(&DOUBLE_LINES), q(&BACKTICK_RAW),
        Char,
    ];
    ZIG = [SLASHES, LineString("\\\\"), q(&DOUBLE), Char];
    SLASH_QUOTES = [SLASHES, STARS, q(&DOUBLE), q(&SINGLE)];
    HCL = [HASH, SLASHES, STARS, Token::Heredoc(Heredoc::Shell), q(&DOLLAR_HOLES)];
    NIX = [HASH, STARS, q(&DOUBLE_LINES), q(&NIX_INDENTED)];
    CSS = [STARS, q(&DOUBLE), q(&SINGLE)];
    SCSS = [STARS, LineNotUrl("//"), q(&DOUBLE), q(&SINGLE)];
    PHP = [
        PhpEnd, SLASHES, HASH, STARS, Token::Heredoc(Heredoc::Php), q(&DOUBLE_LINES),
        q(&SINGLE_LINES),
    ];
    PYTHON = [
        HASH, PythonPrefix, q(&TRIPLE_DOC), q(&TRIPLE_SINGLE_DOC), q(&DOUBLE), q(&SINGLE),
    ];
    JULIA = [Nested("#=", "=#"), HASH, q(&TRIPLE_DOC), q(&JULIA_DOUBLE), Char];
    ELIXIR = [HASH, q(&TRIPLE_ATTRIBUTE), q(&TRIPLE_SINGLE), q(&RUBY_DOUBLE), q(&SINGLE)];
    HASH_QUOTES = [HASH, q(&DOUBLE), q(&SINGLE)];
    HASH_DOUBLE = [HASH, q(&DOUBLE)];
    GRAPHQL = [HASH, q(&TRIPLE), q(&DOUBLE)];
    NIM = [Nested("#[", "]#"), HASH, q(&TRIPLE_RAW), q(&DOUBLE), Char];
    COFFEE = [Block("###", "###"), HASH, q(&TRIPLE), q(&TRIPLE_SINGLE), q(&DOUBLE), q(&SINGLE)];
    CMAKE = [LongBracket("#"), HASH, q(&DOUBLE_LINES)];
    POWERSHELL = [
        Block("<#", "#>"), LineAtWord("#"), q(&POWER_HERE), q(&POWER_HERE_SINGLE),
        q(&POWER_DOUBLE), q(&SINGLE_TWICE_LINES),
    ];
    LUA = [LongBracket("--"), Line("--"), LongBracket(""), q(&DOUBLE), q(&SINGLE)];
    SQL = [Line("--"), STARS, q(&SINGLE_TWICE_LINES), q(&DOUBLE_TWICE)];
    HASKELL = [Nested("{-", "-}"), LineDashes, q(&DOUBLE), Char];
    OCAML = [Nested("(*", "*)"), q(&OCAML_QUOTED), q(&DOUBLE_LINES), Char];
    FSHARP = [SLASHES, Nested("(*", "*)"), q(&TRIPLE_RAW), q(&VERBATIM), q(&DOUBLE_LINES), Char];
    PASCAL = [SLASHES, Block("{", "}"), Block("(*", "*)"), q(&SINGLE_TWICE)];
    DASH_DOUBLE = [Line("--"), q(&DOUBLE_TWICE), Char];
    VISUAL_BASIC = [q(&DOUBLE_TWICE), Line("'")];
    FORTRAN = [Line("!"), q(&DOUBLE_TWICE), q(&SINGLE_TWICE)];
    ASSEMBLY = [SLASHES, STARS, Line(";"), LineAtWord("#"), q(&DOUBLE)];
    YAML = [LineAtWord("#"), q(&WORD_DOUBLE), q(&WORD_SINGLE)];
    TOML = [HASH, q(&TRIPLE), q(&TRIPLE_SINGLE_RAW), q(&DOUBLE), q(&LITERAL_SINGLE)];
    INI = [LineFirst(";"), LineFirst("#")];
    PROPERTIES = [LineFirst("#"), LineFirst("!")];
    JSON = [SLASHES, STARS, q(&DOUBLE)];
    DOCKERFILE = [LineFirst("#"), q(&DOUBLE), q(&SINGLE)];
    XML = [PAGE, q(&VALUE_DOUBLE), q(&VALUE_SINGLE)];
    HTML = [
        PAGE, Element("script", &JAVASCRIPT), Element("style", &SCSS), q(&VALUE_DOUBLE),
        q(&VALUE_SINGLE),
    ];
    MARKDOWN = [PAGE];
    ASCIIDOC = [Lines("////", "////"), LineFirst("//")];
    BATCH = [LineFirst("::"), LineFirst("rem "), LineFirst("REM "), LineFirst("@rem ")];
    VIM = [LineFirst("\""), q(&SINGLE_TWICE)];
    MATLAB = [Lines("%{", "%}"), Line("%"), q(&DOUBLE_TWICE)];
}

syntaxes_with_escapes! {
    SHELL = [
        LineAtWord("#"), Token::Heredoc(Heredoc::Shell), q(&SHELL_ANSI), q(&SHELL_DOUBLE),
        q(&SHELL_SINGLE),
    ];
    MAKE = [HASH, q(&DOUBLE), q(&LITERAL_SINGLE)];
    RUBY = [
        Lines("=begin", "=end"), HASH, Token::Heredoc(Heredoc::Ruby), q(&RUBY_DOUBLE),
        q(&SINGLE_LINES), RubyPercent, Regex,
    ];
    PERL = [
        Pod, LineAtWord("#"), Token::Heredoc(Heredoc::Ruby), q(&PERL_DOUBLE), q(&PERL_SINGLE),
        PerlQuote, Regex,
    ];
    LISP = [Nested("#|", "|#"), Line(";"), q(&DOUBLE_LINES)];
    ERLANG = [Line("%"), q(&DOUBLE_LINES), q(&SINGLE)];
    TEX = [Line("%")];
}
