//! Tells programs from people.
//!
//! Owns the names that programs commit under. It errs on the side of people: a program taken for a
//! person adds a name to a count, a person taken for a program would vanish from it. A surname that
//! ends in "bot", or is "Robot", is a person's.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::literal;

/// Programs whose names say nothing of it: whole names, or logins, in lower case and with words
/// joined by `-`.
const PROGRAMS: &[&str] = &[
    "all-contributors",
    "allcontributors",
    "appveyor",
    "asf-ci",
    "asfgit",
    "autofix-ci",
    "azure-pipelines",
    "bors",
    "changeset-release",
    "circleci",
    "codecov",
    "codecov-io",
    "copybara",
    "copybara-service",
    "crowdin",
    "dependabot",
    "dependabot-preview",
    "dependabot-support",
    "facebook-github-tools",
    "github",
    "github-action",
    "github-actions",
    "gitlab-ci",
    "gitlocalize",
    "greenkeeper",
    "greenkeeperio",
    "homu",
    "hosted-weblate",
    "imgbot",
    "imgbotapp",
    "jenkins",
    "jenkins-ci",
    "kodiakhq",
    "kubernetes-prow-robot",
    "kubernetes-publisher",
    "kubernetes-submit-queue",
    "lgtm-com",
    "lgtm-migrator",
    "mergify",
    "mergify-io",
    "nixpkgs-update",
    "pre-commit-ci",
    "pull-request-size",
    "pytorchbot",
    "pytorchmergebot",
    "pytorchupdatebot",
    "pyup",
    "pyup-io",
    "release-please",
    "renovate",
    "renovatebot",
    "restyled",
    "restyled-io",
    "rust-bors",
    "rust-highfive",
    "rust-timer",
    "rustbot",
    "scala-steward",
    "semantic-release",
    "skia-autoroll",
    "snyk",
    "sourcery-ai",
    "swift-ci",
    "tensorflower-gardener",
    "the-gitter-badger",
    "transifex",
    "transifex-integration",
    "travis",
    "travis-ci",
    "v8-autoroll",
    "web-flow",
    "weblate",
    "whitesource-renovate",
];

/// Whether a program commits under this name and address.
///
/// `web-flow`, which GitHub commits under for people who click, counts as one: it is nobody's name
/// where an author is meant.
pub(crate) fn is_bot(name: &str, email: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let email = email.trim().to_ascii_lowercase();
    let (local, _) = email.split_once('@').unwrap_or((&email, ""));
    let login = local.split_once('+').map_or(local, |(_, login)| login);
    is_marked(&name)
        || login.ends_with("[bot]")
        || local == "bot"
        || is_program(&name)
        || (email.ends_with("@users.noreply.github.com") && is_program(login))
}

/// Whether the name says itself that it is a program's: `x[bot]`, `x-bot`, `x bot`, `x (bot)`.
fn is_marked(name: &str) -> bool {
    let words = name.trim_end_matches([')', ']']);
    let start = words.strip_suffix("bot");
    name == "bot"
        || words.ends_with("-robot")
        || start.is_some_and(|start| start.ends_with(['[', '(', '-', '_', ' ']))
}

fn is_program(name: &str) -> bool {
    let name = name.replace([' ', '.', '_'], "-");
    PROGRAMS.binary_search(&name.as_str()).is_ok()
}

/// Addresses that assistants sign with, in lower case.
const ASSISTANT_ADDRESSES: &[&str] = &[
    "aider@aider.chat",
    "amp@ampcode.com",
    "codex@openai.com",
    "copilot@github.com",
    "copilot@users.noreply.github.com",
    "cursoragent@cursor.com",
    "gemini-cli@google.com",
    "jules@google.com",
    "noreply@aider.chat",
    "noreply@ampcode.com",
    "noreply@anthropic.com",
    "noreply@cursor.com",
    "noreply@openai.com",
    "noreply@opencode.ai",
    "openhands@all-hands.dev",
    "qwen-coder@alibabacloud.com",
];

/// Logins that assistants have, in lower case and without `[bot]`.
const ASSISTANT_LOGINS: &[&str] = &[
    "aider",
    "amp-agent",
    "chatgpt-codex-connector",
    "claude",
    "codex",
    "copilot",
    "copilot-swe-agent",
    "cursor",
    "cursoragent",
    "devin-ai-integration",
    "gemini-cli",
    "gemini-code-assist",
    "google-labs-jules",
    "openhands-agent",
    "sweep-ai",
];

/// Names that no person has: a product, a product with its model.
static ASSISTANT_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    literal(
        r"(?x)^(?:
            claude[\ -](?:code|ai|opus|sonnet|haiku|v?\d).* | (?:anthropic|anthropic's)\ claude.*
          | (?:github\ )?copilot(?:\ .*|-swe-agent)? | (?:openai\ )?codex(?:[\ -](?:cli|\d).*)?
          | chatgpt.* | gpt-?\d.* | openai.* | cursor\ (?:agent|ai) | devin\ ai.*
          | (?:google\ )?gemini[\ -](?:cli|code|pro|flash|v?\d).* | google\ (?:gemini|jules)
          | aider(?:\ \(.*\))? | openhands | opencode | windsurf\ .* | qwen[\ -]?(?:coder|code|\d).*
          | deepseek.* | (?:sourcegraph\ )?amp\ (?:code|agent) | llama[\ -]?\d.* | grok[\ -]?\d.*
        )$",
    )
});

/// Names that assistants share with people: they count where the address is nobody's.
const SHARED_NAMES: &[&str] =
    &["amp", "claude", "cline", "cursor", "devin", "gemini", "goose", "jules", "kiro", "windsurf"];

/// Whether an AI assistant signs with this name and address, as in a `Co-authored-by` trailer.
///
/// "Claude" or "Devin" with an address of their own is a person; with none, or one that takes no
/// mail, an assistant.
pub(crate) fn is_assistant(name: &str, email: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let email = email.trim().to_ascii_lowercase();
    let (local, domain) = email.split_once('@').unwrap_or((&email, ""));
    let login = local.split_once('+').map_or(local, |(_, login)| login);
    let is_login = |login: &str| ASSISTANT_LOGINS.contains(&login);
    if ASSISTANT_ADDRESSES.contains(&email.as_str()) || ASSISTANT_NAMES.is_match(&name) {
        return true;
    }
    let marked = |text: &str| text.strip_suffix("[bot]").is_some_and(is_login);
    if marked(&name) || marked(login) {
        return true;
    }
    // A login is a person's own choice, save for those that nobody else can have.
    if domain == "users.noreply.github.com" {
        return is_login(login) && (login == "copilot" || login.contains('-'));
    }
    let nobodys = email.is_empty() || matches!(local, "noreply" | "no-reply" | "donotreply");
    nobodys && SHARED_NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_sorted_and_joined() {
        assert!(PROGRAMS.is_sorted());
        assert!(PROGRAMS.iter().all(|name| !name.contains([' ', '.', '_'])));
    }

    #[test]
    fn knows_programs() {
        for (name, email) in [
            ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
            ("Dependabot", "support@dependabot.com"),
            (
                "dependabot-preview[bot]",
                "27856297+dependabot-preview[bot]@users.noreply.github.com",
            ),
            ("renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com"),
            ("Renovate Bot", "bot@renovateapp.com"),
            ("bors", "bors@rust-lang.org"),
            ("rustbot", "47979223+rustbot@users.noreply.github.com"),
            ("somebody", "47979223+rustbot@users.noreply.github.com"),
            ("The Miri Cronjob Bot", "miri@cron.bot"),
            ("vue-bot", "bot@vuejs.org"),
            ("ImgBotApp", "ImgBotHelp@gmail.com"),
            ("k8s-ci-robot", "k8s-ci-robot@users.noreply.github.com"),
            ("Kubernetes Prow Robot", "k8s.ci.robot@gmail.com"),
            ("Weblate (bot)", "hosted@weblate.org"),
            ("Hosted Weblate", "hosted@weblate.org"),
            ("GitHub Action", "action@github.com"),
            ("github-actions", "41898282+github-actions@users.noreply.github.com"),
            ("pre-commit-ci[bot]", ""),
            ("semantic-release-bot", "semantic-release-bot@martynus.net"),
            ("Travis CI", "builds@travis-ci.org"),
            ("mergify.io", ""),
            ("Scala Steward", "me@scala-steward.org"),
            ("pyup-bot", "github-bot@pyup.io"),
            ("Restyled.io", "commits@restyled.io"),
            ("Copybara-Service", "copybara-worker@google.com"),
            ("GitHub", "noreply@github.com"),
            ("web-flow", "noreply@github.com"),
            ("bot", ""),
        ] {
            assert!(is_bot(name, email), "{name} <{email}>");
        }
    }

    #[test]
    fn people_are_no_programs() {
        for (name, email) in [
            ("Andrew Talbot", "andrew.talbot@thomsonreuters.com"),
            ("Lowell Abbott", "lowell.abbott@gmail.com"),
            ("Jane Abbot", "jane@abbot.example"),
            ("Marc Hernandez Cabot", "noviluni@gmail.com"),
            ("Sylvain Rabot", "sylvain@abstraction.fr"),
            ("sozysozbot", "sozysozbot@gmail.com"),
            ("carbotaniuman", "41451839+carbotaniuman@users.noreply.github.com"),
            ("BO41", "botbob@disroot.org"),
            ("Tery Lim", "kumabotz@users.noreply.github.com"),
            ("Elliot Robot", "elliot@example.org"),
            ("Robot", "r@example.org"),
            ("Talbot", "t@example.org"),
            ("James Bottomley", "James.Bottomley@SteelEye.com"),
            ("Katherine Jenkins", "kj@example.org"),
            ("Travis Oliphant", "t@example.org"),
            ("", ""),
        ] {
            assert!(!is_bot(name, email), "{name} <{email}>");
        }
    }

    #[test]
    fn knows_assistants() {
        for (name, email) in [
            ("Claude", "noreply@anthropic.com"),
            ("Claude Opus 4.6", ""),
            ("Claude Sonnet 4.5", "noreply@anthropic.com"),
            ("Claude Code", "claude@example.org"),
            ("Claude", ""),
            ("claude[bot]", "209825114+claude[bot]@users.noreply.github.com"),
            ("Copilot", "198982749+Copilot@users.noreply.github.com"),
            ("GitHub Copilot", "copilot@github.com"),
            ("Copilot Autofix powered by AI", "62310815+x@users.noreply.github.com"),
            ("copilot-swe-agent[bot]", ""),
            ("Cursor", "cursoragent@cursor.com"),
            ("Cursor Agent", ""),
            ("Devin AI", "158243242+devin-ai-integration[bot]@users.noreply.github.com"),
            ("Codex", "codex@openai.com"),
            ("ChatGPT", ""),
            ("GPT-4o", ""),
            ("gemini-code-assist[bot]", ""),
            ("Gemini 2.5 Pro", ""),
            ("google-labs-jules[bot]", ""),
            ("aider (gpt-4o)", "noreply@aider.chat"),
            ("openhands", "openhands@all-hands.dev"),
        ] {
            assert!(is_assistant(name, email), "{name} <{email}>");
        }
    }

    #[test]
    fn people_are_no_assistants() {
        for (name, email) in [
            ("Claude Dupont", "claude@example.fr"),
            ("Claude", "claude.dupont@example.fr"),
            ("Claude", "1234+claude@users.noreply.github.com"),
            ("Jean-Claude Opus", "jc@example.fr"),
            ("Devin Smith", "devin@example.org"),
            ("Devin", "devin@example.org"),
            ("Jules Verne", ""),
            ("Ada Worker", "ada@anthropic.com"),
            ("Gemini Ganesan", "gg@example.org"),
            ("jojocodeX", "571943037@qq.com"),
            ("dependabot[bot]", ""),
            ("", ""),
        ] {
            assert!(!is_assistant(name, email), "{name} <{email}>");
        }
    }
}
