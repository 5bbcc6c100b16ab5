//! The words that titles use for the sorts of work, in several languages.

use std::sync::LazyLock;

use git_coach_model::{Kind, is_cjk};
use regex::Regex;

use crate::pattern::literal;

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr;)*) => {
        $($(#[$doc])* static $name: LazyLock<Regex> = LazyLock::new(|| literal($pattern));)*

        #[cfg(test)]
        #[test]
        fn patterns_compile() {
            $(let _ = $name.as_str();)*
        }
    };
}

patterns! {
    REVERT = r#"(?i)^(?:[\w()/.-]+: |\[[^\]]*\] ?)?(?:partial(?:ly)? )?revert(?:s|ed|ing)?\b(?:[:" ]|$)"#;
    /// `fixup!`, `[Dubbo-123]`, `#12:` and the like stand around a title.
    FRAME = r"(?i)^(?:(?:fixup|squash|amend)! |\[[^\]]*\][:\s-]*|\(?#\d+\)?[:,\s-]+|[A-Z][A-Z0-9]+-\d+[:,\s-]+|issue #?\d+[:,\s-]+|bug #?\d+[:,\s-]+|[^\w\s\x60<(*/.-]+\s*)";
    AREA = r"(?-u)^[\w./*+,{}()\x60<>-]+(?: [\w./*-]+)?(?:, ?[\w./*-]+)*: +";
    CONVENTIONAL = r"^(?i)([a-z]+)(?:\(([^)]*)\))?!?: *(\S.*)$";

    RELEASE = concat!(
        r"(?i)^(?:(?:chore|build|ci)\(release\)|(?:chore|build)(?:\([^)]*\))?: (?:release|publish|prepare (?:for )?(?:the )?release|(?:bump )?version)\b",
        r"|release(?:[: ]+(?:of )?(?:version )?v?\d|:? *$|s? (?:version|candidate|prep)|-please)|releasing\b",
        r"|\[?maven-release-plugin\]?|\[?(?:ci skip\] )?prepare (?:release|for (?:the )?(?:release|\d)|version|v?\d+\.\d)",
        r"|(?:bump(?:s|ed|ing)?|set|update|increment|change) (?:the )?(?:crate |package |project |clippy |library |module |\w+'s |base )?version(?:s| number)?(?: (?:to|->|in|from) .*|:.*| v?\d.*|$)",
        r"|bump(?:ed)?(?: to)? v?\d+\.\d+\S*$|version bump\b|version (?:v?\d+(?:\.\d+)+\S*)$|start (?:version|v)? ?\d+\.\d",
        r"|(?:[\w-]+[ -@])?v?\d+\.\d+(?:\.\d+)*(?:[-.]?(?:rc|beta|alpha|pre|dev|post|final|m)[-.]?\d*)?$",
        r"|发布版本|发布 ?v?\d|リリース)",
    );
    /// The work on the next version begins, so that its number is raised and nothing is released.
    OPENING = concat!(
        r"(?i)^(?:\[[^\]]*\] ?|[a-z]+(?:\([^)]*\))?!?: *)?(?:prepare (?:for )?(?:the )?next (?:development|release|version)",
        r"|(?:begin|start|open)(?:s|ed|ing)? (?:the )?(?:development of |\S+ )?(?:next )?(?:v?\d+(?:\.\d+)+\S* )?(?:(?:release |development )?cycle|development)\b)",
    );
    DEPENDENCIES = concat!(
        r"(?i)^(?:\w+\((?:[\w-]+-)?deps?(?:-[\w-]+)?\)!?:|deps(?:-dev)?:|(?:[a-z]+(?:\([^)]*\))?!?: *)?(?:",
        r"(?:bump|update|upgrade|downgrade)[sd]? .+ from \S+ to \S+|bump(?:s|ed|ing)? [\w@/.:\x60-]+(?: version)?(?: to v?\d.*| group.*|$)",
        r"|bump(?:s|ed)? the \S+ group|(?:update|upgrade|bump|pin|refresh)[sd]? (?:\S+ ){0,3}dependenc(?:y|ies)\b",
        r"|(?:update|upgrade)[sd]? [\w@/.:\x60-]+ (?:version )?to v?\d+(?:\.\d+)*\S*$|lock ?file maintenance|update (?:the )?\S*lock ?file|update cargo\.lock",
        r"|update rust crate\b|\[?pre-commit(?:\.ci)?\]?:? (?:pre-commit )?autoupdate|cargo update$|bump(?:s|ed)? (?:nightly|the nightly|rustc|rust toolchain|toolchain|ui_test)\b",
        r"|update dependency\b|update all non-major|pin \S+ to \S*\d|update (?:yarn|npm|pnpm|cargo|python|test|dev|pre-commit)[ -](?:deps|hooks|packages)))",
    );

    MECHANICAL = concat!(
        r"(?i)^(?:(?:run|apply|ran|use|with|re-?run)? ?(?:rust|go|scala|sc)?fmt\b|(?:run|apply|ran) (?:\S+ )?(?:fmt|black|prettier|clang-format|ruff|isort|spotless|eslint|gofmt|rustfmt|gofumpt|goimports|standardrb|rubocop|php-cs-fixer|phpcbf|ktlint|scalafmt|swiftformat|biome)\b|cargo (?:\+\w+ )?fmt\b",
        r"|\W*prettiered\b|(?:apply|fix) (?:the )?style ?checks?\b|.*\bauto(?:matic)?[- ]?(?:code[- ])?format(?:ting|ter)?\b.*|.*\bisort\b.*|(?:convert|migrate|port|rewrite) .*\b(?:rdoc|rst|docstrings?|comments?)\b.*",
        r"|(?:chore: )?prettier$|reformat|re-?indent|format(?:ting)?(?: (?:code|all|the|everything|files?|source|with)\b.*|ted.*|ting.*|$)|format(?:ted)? code",
        r"|(?:fix(?:e[sd])?|clean up|cleanup|correct|remove|tidy|adjust)(?: \S+){0,2} (?:format(?:ting)?|indent(?:ation|ing)?|white ?spaces?|code[- ]style|coding style|blank lines?|newlines?)(?: (?:in|of|for|at|issues?|errors?).*|$)",
        r"|sort imports|.*\b(?:typos?|misspell(?:ing|ed)s?|mis-spelling|spelling|grammar|grammatical)\b.*|.*(?:拼写|错别字|誤字|タイポ|опечат|tippfehler|faute de frappe|errata)",
        r"|re-?generate\b|update generated|re-?bless\b|bless\b|(?:update|fix|add)(?: the)? (?:copyright|licen[cs]e) (?:year|header|notice)s?",
        r"|renam(?:e|ed|es|ing):? \S+(?: \S+){0,3} (?:to|into|as|->|=>) \S+.*|s/[^/]+/[^/]+/g?)",
    );

    /// A fix of something other than behaviour: which words say so, and what it is instead.
    MINOR_TEST = r"(?i)^(?:fix|repair|correct|un-?break|stabili[sz]e|de-?flake|adjust|update|add|extend|improve|enable|skip|disable|remove|move|more|new|expand|split|rename|write|tweak)?(?:e?[sd]|ing)?(?: \S+){0,3}? ?(?:\b(?:flaky|failing|broken|failed) )?(?:\b(?:unit|ui|regression|integration|e2e|snapshot) ?-?)?(?:\b(?:tests?|testcases?|test[- ]suite|dogfood|snapshots?)\b|测试|テスト|单测)(?: (?:cases?|coverage|suite|code))?(?:$|[ :,.(].*)";
    MINOR_DOCS = r"(?i)^(?:(?:fix|correct|update|add|improve|clarify|expand|tweak|polish|reword|mention|remove|rewrite|clean up|adjust|change|edit|link)(?:e?[sd]|ing)?|some|more|better|minor|small)?(?: \S+){0,3}? ?\b(?:docs?|documentation|readme(?:\.\w+)?|changelog(?:\.\w+)?|changes\.\w+|comments?|javadocs?|docstrings?|doc-comments?|man ?pages?|release notes|relnotes|contributing(?:\.\w+)?|(?:dead|broken|bad)? ?(?:hyper)?links?|wording|code ?of ?conduct|authors)\b(?:$|[ :,.(].*)";
    /// `fix a few issues in the docs of dates`
    PLACE_DOCS = r"(?i)^(?:fix|correct|add)(?:e[sd]|ing)?\b.* (?:in|of|from|for) (?:\S+ ){0,3}(?:docs?|documentation|docstrings?|doc-comments?|comments?|readme(?:\.md)?|changelog|usage string|\S+\.(?:md|rst|adoc))$|^(?:fix|correct)(?:e[sd]|ing)?\b(?: \S+){0,3} (?:rst|markdown|rustdoc|docstring|javadoc|description|usage string)\b";
    PLACE_TEST = r"(?i)^(?:fix|correct)(?:e[sd]|ing)?\b.* (?:in|of|from|for) (?:\S+ ){0,2}(?:tests?|test_\w+|\w+Tests?|test ?(?:cases?|suite(?: \w+)?))$|^(?:fix|correct)(?:e[sd]|ing)? (?:the |some )?(?:uts?\b|test_\w)|^(?:fix|correct)(?:e[sd]|ing)?\b(?: \S+){0,5} in test_\w+";
    MINOR_CI = r"(?i)^(?:fix|repair|update|add|improve|try|speed up|use|remove|unbreak|disable|enable)?(?:e?[sd]|ing)?(?: \S+){0,2}? ?\b(?:ci|ci/cd|build(?: (?:scripts?|errors?|failures?|break(?:age)?|on|with|for|in|of|after|system)\b.*)?|travis|appveyor|github actions?|workflows?|pipelines?|compil(?:e|ation)(?: (?:errors?|failures?|warnings?|issues?|problems?))?|compiler warnings?|makefile|cmake|dockerfile|gradle|maven|jenkins)(?:$|[,.:(].*| (?:in|on|with|for|after|config|job|from|due|to|by|errors?|failures?) .*| (?:config|jobs?|errors?|failures?|badges?|scripts?|files?)$)";
    MINOR_OTHER = r"(?i)^(?:fix|correct|resolve|address|clean up|silence|suppress)(?:e?[sd]|ing)?(?:$|\.$| ?up\b.*|(?: \S+){0,3}? ?\b(?:(?:merge )?conflicts?|nits?|lints?|(?:clippy|compiler|rustc|eslint|checkstyle|sonar(?:qube)?|pylint|flake8|mypy|javac|lint|deprecation|sparse|gcc|clang) (?:warnings?|errors?|issues?|complaints?)|warnings?|imports?|review(?:er)?(?:'?s'?)?(?: comments?| feedback| remarks?)?|breakage|descriptions?|markup|windows|linux|mac ?os|nightly|master|main|\S+\.(?:rs|py|java|c|h|cpp|js|ts|tsx|go|xml)|fallout|rebase|merge|checkstyle|examples?|benchmarks?|demos?|(?:clippy|mypy|codespell|pylint|flake8|lint|sonar|pyright) findings?|type hints?|code ?style|sonar issues? \S.*|violations?|translations?|completions?|homebrew|brew|linting(?: errors?| issues?)?|typing|tooling|last (?:changeset|commit|change)|clippy|mypy|codespell|pyright|types?|literals?|blocks?|variable names?|names?|todos?|fixmes?|stuff|things|rustfmt|rat|code ?smells?|license|annotations?|style)(?: (?:issues?|errors?|in|of|from|after|for|on|by|with|and)\b.*)?$)|^(?:some |small |minor |more |various |misc\.? |several |a few |quick |tiny )*(?:fix(?:es)?|bug ?fix(?:es)?|nits?|clean ?ups?|changes|tweaks?|updates?)\.?$";

    /// Words of broken behaviour: a fix of one is no fix of a test or a document.
    GRAVE = r"(?:\b(?i:false[- ](?:positives?|negatives?)|crash(?:es|ed|ing)?|panic(?:s|ked|king)?|segfaults?|segmentation fault|(?:memory|resource|thread|connection|fd) leaks?|leaks?|dead-?locks?|(?:data )?race(?: conditions?)?|infinite (?:loops?|recursion)|(?:buffer|stack|integer|arithmetic) overflows?|off[- ]by[- ]one|use[- ]after[- ]free|double free|out[- ]of[- ]bounds|null ?pointers?(?: ?exceptions?)?|data loss|corruption|hangs?|stackoverflow\w*|out of memory|oom|vulnerabilit(?:y|ies)|regressions?|bugs?)\b|\bICEs?\b|\bFPs?\b|\bFNs?\b|\bNPEs?\b|\bCVE-\d|空指针|内存泄漏|死锁|崩溃)";
    FIX_VERB = r"(?i)^(?:(?:quick|hot|bug)[ -]?)?fix(?:es|ed|ing)?\b|^(?:bug|hot)-?fix|^(?:correctly|correct(?:s|ed)?(?: (?:the|an?|wrong))* (?:sign|handling|behaviou?r|calculation|computation|results?|values?|order(?:ing)?|logic|conditions?|checks?|offsets?|defaults?|index|path|count|suggestions?)|repair(?:s|ed)?|mend(?:s|ed)?|resolve[sd]? (?:#\d|(?:an? |the )?(?:issue|bug|problem|crash|panic|error))|work ?around)\b";
    AVOID = r"(?i)^(?:avoid|prevent|stop|don'?t|do not|never|handle|guard against|plug|eliminate|no longer|protect against|close)(?:e?[sd]|ing|ping)?\b";
    FIX_INSIDE = r"(?i)(?:\bto fix (?:#\d|(?:an? |the )?(?:bug|issue|problem|crash|regression|memory))|[(,;:] ?fix(?:es|ed)? (?:\S+ )?(?:bug|crash|regression|panic)s?\b|\b(?:bug ?|hot|quick)fix(?:es)? (?:for|in|of)\b|^issue #?\d+.*\bfix)";
    FIX_ABROAD = concat!(
        r"(?i)^(?:behebt|behebe|behoben|fehler .*(?:behoben|korrigiert|beseitigt|behebt)|korrigiert? .*fehler|fehlerbehebung|corrige|corregir|corregido|corrección|arregl[aeo]|soluciona|solucionad|",
        r"corrigé|correction (?:d[eu]|d')|corrigir|corrigido|conserta|correção|исправ|починил|пофикс|фикс|corretto|corregge|risolto|risolve)",
        r"|修复|修復|修正|修改.{0,8}(?:bug|缺陷)|bug ?修[改正]|修bug|(?:解决|解決).*(?:问题|问題|bug|异常|错误|缺陷)|不具合|버그.*수정|오류.*수정",
    );
    NOT_ABROAD = r"(?i)注释|文档|文檔|格式化|代码格式|测试|テスト|ドキュメント|コメント|编译|警告|\b(?:tests?|docs?|readme|documentation|documentación|documentação)\b|документ|тест";

    REFACTORING = concat!(
        r"(?i)^(?:refactor|re-?factor|restructur|simplif|clean(?:s|ed|ing)?[ -]?(?:up|ups)?\b|code clean|extract|move(?:s|d)? |moving |re-?organi[sz]|rework|split(?:s|ting)? |inline |de-?dup|consolidat|unif(?:y|ies)|moderni[sz]e|streamline|tidy|optimi[sz]|speed(?:s|ing)? up|factor out|polish|renam|rewrite|",
        r"remov(?:e[sd]?|ing)(?: \S+){0,2} (?:unused|dead|un-?necessary|un-?needed|redundant|duplicated?|needless|obsolete|superfluous|useless|extra|stale|leftover)|remove (?:unused|dead|redundant)|get rid of|drop (?:unused|dead|unnecessary|redundant|needless|superfluous)|remove the need|",
        r"use [\w\x60:.<>()&*-]+(?: \S+){0,4} (?:instead|rather than|in place of|over)\b|replace .+ (?:with|by) |convert .+ (?:to|into) |port .+ to |migrate |switch (?:\S+ )?(?:from .+ )?to |make .+ (?:private|static|const|final|faster|cheaper|more efficient)|reduce (?:the )?(?:allocations?|duplication|indentation|nesting|boilerplate|complexity|code)|improve (?:the )?(?:performance|readability|code|perf|efficiency)|avoid (?:un-?necessary|needless|redundant|extra|repeated|duplicate|allocat|cloning|computing|copying)",
        r"重构|优化|代码优化|リファクタ|refaktor|рефактор|refatora)|重构|代码(?:优化|整理|清理)|优化代码|(?i)\bclean[- ]?ups?$",
    );
    FEATURE = r"(?i)^(?:add(?:s|ed|ing)?\b|implement|support(?:s|ed|ing)?\b|introduc|allow(?:s|ed|ing)?\b|enabl|provid|new |creat|teach|expos(?:e|es|ed|ing)\b|extend|make it possible|let |initial|feature\b|first (?:implementation|version|cut|draft)|新增|增加|添加|支持|实现|追加|対応|ajout|añad|agrega|implementa|füg|hinzu|добав|реализ)|(?:功能|接口|模块)(?:新增|添加|增加)$";
    NO_FEATURE = r"(?i)^(?:add(?:s|ed|ing)?|allow)(?: (?:a|an|the|some|more|missing|few|back|in))* (?:missing|tests?|comments?|docs?|documentation|notes?|todos?|fixmes?|copyright|licen[cs]e|newlines?|white ?space|logging|logs?|debug\w*|asserts?|assertions?|semicolons?|clippy|#!?\[allow|\x60?allow\b|type annotations?|deprecat\w*|braces?|imports?|headers?|readme|changelog|example|examples)\b|^(?:新增|增加|添加).*(?:注释|文档|说明|测试|日志)$";
    /// A tag in brackets that declares the work.
    TAG_ABROAD = r"^(?:\[([^\]]*)\]|【([^】]*)】)";
    DOCS_ABROAD = r"(?i)^(?:更新|修改|添加|新增|增加|完善|补充|修正|优化|调整).{0,20}(?:文档|说明|readme)|^(?:说明|使用|部署)?文档.{0,6}(?:修改|更新|完善|调整|优化|新增|补充)";
    BRANCH = r"^Merge (?:remote-tracking )?branch '(?:\S+?/)??(fix|bugfix|hotfix|feat|feature|docs?|release|refactor|tests?)/";
}

/// Whether an earlier commit is undone.
pub(super) fn is_revert(title: &str, body: &str) -> bool {
    if title.starts_with("Reapply \"") || title.starts_with("Revert \"Revert \"") {
        return title.starts_with("Revert");
    }
    REVERT.is_match(title) || body.starts_with("This reverts commit ")
}

/// The title without what tools and habits put in front: `fixup!`, a ticket, an emoji.
pub(super) fn without_frame(title: &str) -> &str {
    let mut title = title.trim_start_matches("Reapply \"").trim_end_matches('"').trim();
    // A tag can be followed by another; a title that is one tag is kept.
    for _ in 0..3 {
        match FRAME.find(title) {
            Some(frame) if frame.end() > 0 && frame.end() < title.len() => {
                if RELEASE.is_match(title) {
                    return title;
                }
                title = &title[frame.end()..];
            }
            _ => break,
        }
    }
    title
}

/// The title without the part of the project it starts with, as in `refs: fix a leak`.
pub(super) fn without_area(title: &str) -> &str {
    let end = AREA.find(title).map_or(0, |area| area.end());
    if end < title.len() && !FIX_VERB.is_match(title) { &title[end..] } else { title }
}

/// Whether a version is made ready.
pub(super) fn is_release(title: &str) -> bool {
    RELEASE.is_match(title) || RELEASE.is_match(without_area(title))
}

/// Whether the work on the next version is opened.
pub(super) fn is_opening(title: &str) -> bool {
    OPENING.is_match(title) || OPENING.is_match(without_area(title))
}

/// Whether dependencies are raised, pinned or dropped.
pub(super) fn is_dependencies(title: &str) -> bool {
    DEPENDENCIES.is_match(title)
}

/// The kind that a Conventional Commits type declares, if it declares one, and the words after it;
/// none for a title that has no such type.
pub(super) fn conventional(title: &str) -> Option<(Option<Kind>, &str)> {
    let found = CONVENTIONAL.captures(title)?;
    let part = |at| found.get(at).map_or("", |part: regex::Match<'_>| part.as_str());
    let scope = part(2).to_ascii_lowercase();
    let declared = match part(1).to_ascii_lowercase().as_str() {
        "feat" | "feature" | "features" => Some(Kind::Feature),
        "fix" | "bugfix" | "hotfix" | "security" => Some(match scope.as_str() {
            "docs" | "doc" | "readme" => Kind::Docs,
            "test" | "tests" | "e2e" => Kind::Test,
            "ci" | "build" | "release" | "workflow" => Kind::Build,
            _ => Kind::Fix,
        }),
        "refactor" | "refact" | "refactoring" | "perf" | "cleanup" => Some(Kind::Refactoring),
        "doc" | "docs" => Some(Kind::Docs),
        "test" | "tests" => Some(Kind::Test),
        "build" | "ci" | "workflow" => Some(Kind::Build),
        "style" | "format" => Some(Kind::Mechanical),
        "chore" | "wip" | "misc" | "polish" => None,
        _ => return None,
    };
    Some((declared, found.get(3)?.as_str()))
}

/// Whether it is formatting, spelling, renaming or what a program wrote.
pub(super) fn is_mechanical(title: &str) -> bool {
    MECHANICAL.is_match(title)
}

/// What it is where its words are of tests, documents, pipelines or odds and ends, even though its
/// verb may be "fix" or "add".
pub(super) fn minor(title: &str) -> Option<Kind> {
    let title = title.trim_end_matches('.');
    if MECHANICAL.is_match(title) {
        return Some(Kind::Mechanical);
    }
    if GRAVE.is_match(title) && (FIX_VERB.is_match(title) || AVOID.is_match(title)) {
        // "Fix bug in tests" mends no behaviour.
        let in_tests = title.to_ascii_lowercase();
        let in_tests = in_tests.ends_with(" tests") || in_tests.ends_with(" test");
        return in_tests.then_some(Kind::Test);
    }
    [
        (&*MINOR_TEST, Kind::Test),
        (&*PLACE_TEST, Kind::Test),
        (&*PLACE_DOCS, Kind::Docs),
        (&*MINOR_CI, Kind::Build),
        (&*MINOR_OTHER, Kind::Other),
        (&*MINOR_DOCS, Kind::Docs),
        (&*DOCS_ABROAD, Kind::Docs),
    ]
    .into_iter()
    .find(|(pattern, _)| pattern.is_match(title))
    .map(|(_, kind)| kind)
}

/// What a declared fix mends where that is no behaviour; the declaration weighs more than odd words.
pub(super) fn minor_fix(rest: &str) -> Option<Kind> {
    let is_minor = MECHANICAL.is_match(rest) || FIX_VERB.is_match(rest);
    minor(rest).filter(|kind| is_minor && *kind != Kind::Other)
}

/// Whether a defect is mended; to be asked after [`minor`].
pub(super) fn is_fix(title: &str) -> bool {
    FIX_VERB.is_match(title)
        || (AVOID.is_match(title) && GRAVE.is_match(title))
        || FIX_INSIDE.is_match(title)
        || (FIX_ABROAD.is_match(title) && !NOT_ABROAD.is_match(title))
}

/// Whether the same behaviour gets a better shape.
pub(super) fn is_refactoring(title: &str) -> bool {
    REFACTORING.is_match(title)
}

/// Whether something new is announced.
pub(super) fn is_feature(title: &str) -> bool {
    FEATURE.is_match(title) && !NO_FEATURE.is_match(title)
}

/// The kind that a tag of Chinese words in front of a title declares.
pub(super) fn tag_abroad(title: &str) -> Option<Kind> {
    let found = TAG_ABROAD.captures(title)?;
    let tag = found.get(1).or_else(|| found.get(2))?.as_str().to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| tag.contains(word));
    if !tag.chars().any(is_cjk) {
        return None;
    }
    if names(&["修复", "bug", "修正"]) {
        Some(Kind::Fix)
    } else if names(&["文档"]) {
        Some(Kind::Docs)
    } else if names(&["重构", "优化", "完善"]) {
        Some(Kind::Refactoring)
    } else {
        names(&["新增", "功能", "添加"]).then_some(Kind::Feature)
    }
}

/// The kind that the name of a merged branch declares, as in `Merge branch 'fix/…'`.
pub(super) fn of_branch(subject: &str) -> Option<Kind> {
    Some(match BRANCH.captures(subject)?.get(1)?.as_str() {
        "fix" | "bugfix" | "hotfix" => Kind::Fix,
        "feat" | "feature" => Kind::Feature,
        "doc" | "docs" => Kind::Docs,
        "release" => Kind::Release,
        "refactor" => Kind::Refactoring,
        _ => Kind::Test,
    })
}
