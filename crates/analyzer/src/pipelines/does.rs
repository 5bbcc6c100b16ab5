//! What a command of a pipeline does, by the names of the tools it starts.

mod names;
mod tools;

pub(super) use names::{named, of_action};
use tools::{BEFORE, INERT, PUBLISHING_TOOLS, RUNNERS, STYLE_TOOLS, TEST_TOOLS};

/// What a command, a step or a whole pipeline does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Does {
    pub(super) tests: bool,
    pub(super) style: bool,
    pub(super) publishes: bool,
    /// Whether it calls what cannot be looked into.
    pub(super) calls: bool,
}

impl Does {
    pub(super) const NOTHING: Self =
        Self { tests: false, style: false, publishes: false, calls: false };
    pub(super) const TESTS: Self = Self { tests: true, ..Self::NOTHING };
    const STYLE: Self = Self { style: true, ..Self::NOTHING };
    const PUBLISHES: Self = Self { publishes: true, ..Self::NOTHING };
    pub(super) const CALLS: Self = Self { calls: true, ..Self::NOTHING };

    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            tests: self.tests || other.tests,
            style: self.style || other.style,
            publishes: self.publishes || other.publishes,
            calls: self.calls || other.calls,
        }
    }

    pub(super) const fn checks(self) -> bool {
        self.tests || self.style
    }
}

/// What a shell text does.
pub(super) fn of_script(text: &str) -> Does {
    let text = text.replace("\\\n", " ").replace("\\\r\n", " ");
    let commands = text.lines().flat_map(split);
    commands.fold(Does::NOTHING, |all, command| all.and(of_command(&command)))
}

/// The simple commands of a line; what stands in quotes is not cut.
fn split(line: &str) -> Vec<String> {
    let mut commands = vec![String::new()];
    let mut quote = None;
    let mut last = ' ';
    for c in line.chars() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '#') if last.is_whitespace() => break,
            (None, ';' | '|' | '&') => {
                commands.push(String::new());
                last = c;
                continue;
            }
            _ => {}
        }
        last = c;
        if let Some(command) = commands.last_mut() {
            command.push(c);
        }
    }
    commands
}

/// The words of a command, with `${{ … }}` as the one word that it stands for.
fn words(command: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = command;
    while let Some((before, after)) = rest.split_once("${{") {
        plain += before;
        plain.push('$');
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    plain += rest;
    let unquoted = |word: &str| word.trim_matches(['"', '\'', '`']).to_owned();
    plain.split_whitespace().map(unquoted).filter(|word| !word.is_empty()).collect()
}

fn of_command(command: &str) -> Does {
    let words = words(command);
    let mut words: &[String] = &words;
    loop {
        let Some(first) = words.first() else {
            return Does::NOTHING;
        };
        let is_setting = first.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        if is_setting || BEFORE.contains(&first.as_str()) || first.starts_with("--") {
            words = &words[1..];
            continue;
        }
        let name = base(first);
        let second = words.get(1).map(String::as_str);
        let runs = RUNNERS.iter().any(|(tool, word)| *tool == name && Some(*word) == second);
        if runs {
            words = &words[2..];
            continue;
        }
        return of_words(name, &words[1..], first);
    }
}

fn base(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.split_once('@').map_or(name, |(name, _)| if name.is_empty() { word } else { name })
}

fn of_words(name: &str, arguments: &[String], first: &str) -> Does {
    let plain = || {
        let words = arguments.iter().map(String::as_str);
        words.filter(|word| !word.starts_with(['-', '+']))
    };
    let sub = plain().next().unwrap_or_default();
    // Maven tells its version and goes on.
    let tells_version = |word: &String| word == "--version" || (word == "-V" && sub.is_empty());
    if arguments.iter().any(tells_version) {
        return Does::NOTHING;
    }
    match name {
        _ if TEST_TOOLS.contains(&name) => Does::TESTS,
        _ if STYLE_TOOLS.contains(&name) => Does::STYLE,
        "gh" if sub == "release" => Does::PUBLISHES,
        _ if PUBLISHING_TOOLS.contains(&name) => Does::PUBLISHES,
        "git" if sub == "diff" && arguments.iter().any(|word| word == "--check") => Does::STYLE,
        _ if INERT.contains(&name) || name == "gh" => Does::NOTHING,
        "cargo" | "cross" | "$" => match sub {
            "test" | "t" | "nextest" | "tarpaulin" | "llvm-cov" | "miri" | "careful" => Does::TESTS,
            "fmt" | "clippy" => Does::STYLE,
            "publish" => Does::PUBLISHES,
            "build" | "b" | "check" | "c" | "doc" | "install" | "fetch" | "update" | "bench"
            | "metadata" | "tree" | "deny" | "audit" | "hack" | "clean" | "generate-lockfile"
                if name != "$" =>
            {
                Does::NOTHING
            }
            _ => named(plain()).and(Does::CALLS),
        },
        "go" => match sub {
            "test" => Does::TESTS,
            "vet" | "fmt" => Does::STYLE,
            "run" | "generate" | "tool" => named(plain()).and(Does::CALLS),
            _ => Does::NOTHING,
        },
        "npm" | "pnpm" | "yarn" | "bun" | "deno" => match sub {
            "test" | "t" | "tst" => Does::TESTS.and(Does::CALLS),
            "fmt" | "lint" if name == "deno" => Does::STYLE,
            "publish" => Does::PUBLISHES,
            "ci" | "install" | "i" | "add" | "config" | "set" | "cache" | "pack" | "version"
            | "link" | "audit" | "rebuild" | "" => Does::NOTHING,
            _ => named(plain().take(2)).and(Does::CALLS),
        },
        "mvn" | "mvnw" | "gradle" | "gradlew" | "gradlew.bat" | "mvnw.cmd" => {
            let skips = arguments.iter().any(|word| {
                let word = word.to_ascii_lowercase();
                word.contains("skiptests") || word.contains("test.skip") || word == "-x"
            });
            let tests = plain().any(|word| {
                matches!(word, "verify" | "install" | "package" | "check" | "build" | "test")
            });
            let deploys = plain().any(|word| word == "deploy");
            let by_name = named(plain());
            Does {
                tests: (tests || by_name.tests) && !skips,
                publishes: by_name.publishes || deploys,
                calls: true,
                ..by_name
            }
        }
        "docker" | "podman" | "buildah" => match sub {
            "push" => Does::PUBLISHES,
            "run" | "compose" | "exec" => named(plain()).and(Does::CALLS),
            // Its steps stand in a file of their own, and may be anything.
            "build" | "buildx" => Does::CALLS,
            _ => Does::NOTHING,
        },
        "terraform" | "tofu" | "dart" | "flutter" | "mix" | "dotnet" | "swift"
            if sub == "format" || sub == "fmt" =>
        {
            Does::STYLE
        }
        "dart" | "flutter" if sub == "analyze" => Does::STYLE,
        "dotnet" | "swift" | "dart" | "flutter" | "sbt" | "bazel" | "bazelisk" | "zig"
        | "stack" | "cabal" | "lein" | "meson" | "mix" | "composer"
            if sub == "test" =>
        {
            Does::TESTS
        }
        _ => named(std::iter::once(first).chain(plain())).and(Does::CALLS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_told_by_their_tools() {
        for (text, tests, style, publishes, calls) in [
            ("cargo test --all", true, false, false, false),
            ("cargo +nightly fmt -- --check", false, true, false, false),
            ("${{ env.CARGO }} test --verbose", true, false, false, false),
            ("RUSTFLAGS=-Dwarnings cargo clippy && cargo nextest run", true, true, false, false),
            ("sudo apt-get install pytest", false, false, false, false),
            ("echo 'now; pytest'  # pytest", false, false, false, false),
            ("python -m pytest -x", true, false, false, false),
            ("uv run --locked tox run -e style", false, true, false, true),
            ("bundle exec rubocop --parallel", false, true, false, false),
            ("make ci", false, false, false, true),
            ("make test", true, false, false, true),
            ("./ci/run.sh", false, false, false, true),
            ("npm run lint", false, true, false, true),
            ("npm ci\nnpm test", true, false, false, true),
            ("npm publish --provenance", false, false, true, false),
            ("./mvnw -B verify -DskipTests", false, false, false, true),
            ("./gradlew build", true, false, false, true),
            ("if [ -f x ]; then cargo \\\n  test; fi", true, false, false, false),
            ("npx prettier@3 --check .", false, true, false, false),
            ("cargo build --release", false, false, false, false),
        ] {
            assert_eq!(of_script(text), Does { tests, style, publishes, calls }, "{text}");
        }
    }

    #[test]
    fn actions_are_told_by_their_names() {
        for (name, expected) in [
            ("actions/checkout", Does::NOTHING),
            ("dtolnay/rust-toolchain", Does::NOTHING),
            ("pre-commit/action", Does::STYLE),
            ("golangci/golangci-lint-action", Does::STYLE),
            ("pypa/gh-action-pypi-publish", Does::PUBLISHES),
            ("some/thing", Does::CALLS),
            ("actions/github-script", Does::CALLS),
        ] {
            assert_eq!(of_action(name), expected, "{name}");
        }
    }
}
