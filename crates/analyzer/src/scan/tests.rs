//! Comments, strings and code told apart, case by case.

use proptest::prelude::*;

use super::*;

/// The text with every byte replaced: `.` code, `#` comment, `~` string.
fn marks(text: &str, language: &str) -> String {
    let language = language::all().find(|it| it.name() == language).expect("a known language");
    let scan = scan(text, language);
    let mut marked = String::new();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let runs = scan.runs(at as u32 + 1);
        for offset in 0..without_end(line).len() {
            let run = runs.iter().rev().find(|(start, _)| *start as usize <= offset);
            marked.push(match run.map_or(LinePlace::Code, |run| run.1) {
                LinePlace::Code => '.',
                LinePlace::Comment => '#',
                LinePlace::String => '~',
            });
        }
        marked.push('\n');
    }
    marked
}

/// Each case: language, then lines and marks in turn.
fn check(language: &str, lines: &[(&str, &str)]) {
    let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
    let expected: String = lines.iter().map(|(_, marks)| format!("{marks}\n")).collect();
    assert_eq!(marks(&text, language), expected, "{language}\n{text}");
}

#[test]
fn rust() {
    check("Rust", &[(r#"let a = "x"; // y"#, r#"........~~~..####"#)]);
    check("Rust", &[("/* a /* b */ c */ d", "#################..")]);
    check("Rust", &[(r##"r#"a"b"# x"##, r##"~~~~~~~~.."##)]);
    check("Rust", &[(r#"fn f<'a>(c: &'a str) { '"' }"#, r#".......................~~~.."#)]);
    check("Rust", &[(r#"b'"' b"x" '\'' "\"""#, r#".~~~..~~~.~~~~.~~~~"#)]);
    check("Rust", &[("\"a", "~~"), ("b\" c", "~~..")]);
    check("Rust", &[(r##"br#"""# r#type"##, r##".~~~~~~......."##)]);
}

#[test]
fn c_family() {
    check("C", &[("x = 'a'; /* b", "....~~~..####"), ("c */ d", "####..")]);
    check("C", &[("#define A \"b\\", "..........~~~"), ("c\" d", "~~..")]);
    check("C++", &[(r#"R"x(a)" )x" 1'000'000"#, r#"~~~~~~~~~~~.........."#)]);
    check("C#", &[(r#"@"a\" + $"{d["k"]}" //"#, r#"~~~~~...~~~..~~~.~~.##"#)]);
    check("C#", &[(r####""""a"b""" c"####, r####"~~~~~~~~~.."####)]);
    check("Java", &[(r#"s = """"#, r#"....~~~"#), ("// \"x", "~~~~~"), (r#"""";"#, r#"~~~."#)]);
    check("Go", &[("a := `b", ".....~~"), ("// c` + 'x'", "~~~~~...~~~")]);
    check("Kotlin", &[(r#""a${m["k"]}b" /* /* */ */"#, r#"~~~~..~~~.~~~.###########"#)]);
    check("Swift", &[(r##"#"a"b"# "\(x("y"))""##, r##"~~~~~~~.~~~..~~~.~~"##)]);
    check("Zig", &[(r"x = \\a // b", r"....~~~~~~~~")]);
    check("Objective-C", &[(r#"@"a" // b"#, r#".~~~.####"#)]);
    check("SCSS", &[("a: url(http://x); // y", "..................####")]);
    check("Dart", &[(r"r'a\' + 'b'", r"~~~~~...~~~")]);
}

#[test]
fn scripts_of_the_web() {
    check("JavaScript", &[("a = /[/\"]/g; b / c // d", "....~~~~~~.........####")]);
    check("JavaScript", &[("`a ${b + `c` + {}} d`", "~~~~~....~~~.....~~~~")]);
    check("JavaScript", &[("return /\"/.test(x)", ".......~~~........")]);
    check("TypeScript", &[("<p>Don't</p> // a", ".............####")]);
    check(
        "PHP",
        &[("it's <?php # 'a'", "...........#####"), ("?> don't <?= 'b' ?>", ".............~~~...")],
    );
    check("PHP", &[("<?php $a = <<<X", "..............."), (" # b", "~~~~"), ("  X;", "~~~.")]);
    check("HTML", &[("<!-- a --> don't <a b=\"c\">", "##########............~~~.")]);
    check(
        "Vue",
        &[("<script>", "........"), ("// a", "####"), ("</script> // b", "..............")],
    );
}

#[test]
fn python() {
    check(
        "Python",
        &[("def f():", "........"), ("    '''a", "....####"), ("    b'''", "########")],
    );
    check("Python", &[("x = '''a", "....~~~~"), ("b''' # c", "~~~~.###")]);
    check("Python", &[("f(", ".."), ("  '''a''')", "..~~~~~~~.")]);
    check("Python", &[(r#"r"""a""""#, r#"########"#), (r"x = rb'\' # '", r"....~~~~~~~~~")]);
    check("Python", &[("\"\"\"\"\"\"", "######"), ("a = \"b", "......")]);
}

#[test]
fn shells_and_friends() {
    check("Shell", &[("#!/bin/sh", "#########"), ("a=${#b} $# # c", "...........###")]);
    check("Shell", &[("cat <<-'E' # a", "...........###"), ("\t$x # b", "~~~~~~~"), ("\tE", "~~")]);
    check("Shell", &[("a \"$(b \"c\")\" 'd", "..~~~..~~~~~.~~"), ("e' \\' # f", "~~....###")]);
    check("Ruby", &[("a <<~SQL, %w[b c]", "..........~~~~~~~"), (" #x", "~~~"), (" SQL", "~~~~")]);
    check(
        "Ruby",
        &[("=begin", "######"), ("a", "#"), ("=end", "####"), ("\"#{b(\"c\")}\"", "~~~..~~~.~~")],
    );
    check(
        "Perl",
        &[("=pod", "####"), ("a", "#"), ("=cut", "####"), ("s{a}{b}; $#x", "~~~~~~~.....")],
    );
    check("Perl", &[("$\" = ','; # a", ".....~~~..###")]);
    check("YAML", &[("a: don't # b", ".........###"), ("c: 'd#e'", "...~~~~~")]);
    check("PowerShell", &[("<# a", "####"), ("#> \"b`\"c\"", "##.~~~~~~")]);
    check("Makefile", &[("a: b \\# c # d", "..........###")]);
}

#[test]
fn others() {
    check(
        "Lua",
        &[("--[==[ a", "########"), ("]] ]==] b", "#######.."), ("[[c]] -- d", "~~~~~.####")],
    );
    check("SQL", &[("select 'it''s' -- a", ".......~~~~~~~.####")]);
    check("Haskell", &[("a --> b' {- {- -} -} -- c", ".........###########.####")]);
    check("OCaml", &[("(* (* *) *) {|a|}", "###########.~~~~~")]);
    check(
        "Elixir",
        &[
            ("@doc \"\"\"", ".....###"),
            ("a", "#"),
            ("\"\"\"", "###"),
            ("x = \"\"\"", "....~~~"),
            ("\"\"\"", "~~~"),
        ],
    );
    check("Clojure", &[("(a \\\" ; b", "......###")]);
    check("JSON", &[("{\"a\": \"//\"}", ".~~~..~~~~.")]);
    check("INI", &[("; a", "###"), ("b = c ; d", ".........")]);
    check("XML", &[("<a b='c'/><!-- d", ".....~~~..######"), ("e -->", "#####")]);
}

#[test]
fn ends_of_lines_are_in_no_run() {
    let text = "/* a\r\nb */ c\r\n\r\nd";
    let scan = scan(text, Language::named("C", true));
    assert_eq!(scan.runs(1), [(0, LinePlace::Comment)]);
    assert_eq!(scan.runs(2), [(0, LinePlace::Comment), (4, LinePlace::Code)]);
    assert_eq!(scan.runs(4), []);
    assert_eq!(scan.runs(0), []);
    assert_eq!(scan.runs(99), []);
}

#[test]
fn an_unknown_language_is_all_code() {
    assert_eq!(scan("// a", Language::named("Klingon", true)).runs(1), []);
}

fn texts() -> impl Strategy<Value = String> {
    static PIECES: [&str; 52] = [
        "\"",
        "'",
        "`",
        "/*",
        "*/",
        "//",
        "\n",
        "\r\n",
        "\\",
        "#",
        "{",
        "}",
        "(",
        ")",
        "r#\"",
        "\"#",
        "\"\"\"",
        "'''",
        "<<E",
        "E",
        "${",
        "#{",
        "\\(",
        "$(",
        "--",
        "--[[",
        "]]",
        "=",
        "é",
        "日",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "{-",
        "-}",
        "(*",
        "*)",
        "%w[",
        "q{",
        "/",
        " ",
        "a",
        "?>",
        "<?",
        "=begin",
        "=end",
        "@\"",
        "\"@",
        "R\"x(",
        ")x\"",
        "@doc ",
    ];
    let known = prop::sample::select(&PIECES[..]).prop_map(String::from);
    let piece = prop_oneof![4 => known, 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_has_an_answer(text in texts()) {
        for language in language::all() {
            let scan = scan(&text, language);
            for (at, line) in text.split('\n').enumerate() {
                let line = line.strip_suffix('\r').unwrap_or(line);
                let runs = scan.runs(at as u32 + 1);
                prop_assert!(runs.first().is_none_or(|run| run.0 == 0));
                for two in runs.windows(2) {
                    prop_assert!(two[0].0 < two[1].0 && two[0].1 != two[1].1);
                }
                for (start, _) in runs {
                    prop_assert!((*start as usize) < line.len());
                    prop_assert!(line.is_char_boundary(*start as usize), "{line:?}");
                }
            }
        }
    }
}

#[test]
fn long_hostile_texts_take_linear_time() {
    let pieces = [
        "'\\", "/", "<<A\n", "q{", "\"${", "/*", "--[", "r#\"", "<script", "%(", "'", "#{\"", "$'",
        "#", "$", "-", "--+", "[=", "\"${\n", "\"#{\n", "<<A ", "(*", "\"\"\"$",
    ];
    for piece in pieces {
        let text = piece.repeat(30_000 / piece.len());
        for language in language::all() {
            let start = std::time::Instant::now();
            scan(&text, language);
            let spent = start.elapsed().as_secs_f32();
            assert!(spent < 0.5, "{} takes {spent} s for {piece}", language.name());
        }
    }
}
