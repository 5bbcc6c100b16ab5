//! The schema of a practice file.

use git_coach_model::{
    Area, Change, Commit, Confidence, Level, Repository, Scope, Serves, SubjectForm, Verdict,
};
use serde_json::{Map, Value, json};

use super::condition::conditions;
use super::{DRAFT, number, one_or_more, properties, table, text, texts, word};
use crate::Library;

/// The JSON Schema of a practice file.
pub fn practice() -> Value {
    let sources = Library::sources();
    let sources: Vec<&str> = sources.iter().map(|source| source.key.as_str()).collect();
    let keys = properties([
        ("title", text("The good habit as a heading.")),
        ("scope", word("What one verdict is about.", Scope::NAMES)),
        ("serves", word("The responsibility of a lead that it serves.", Serves::NAMES)),
        ("level", word("How firmly a miss is raised.", Level::NAMES)),
        ("confidence", word("How sure the detection is.", Confidence::NAMES)),
        ("evidence", one_or_more("The sources it rests on.", &json!({ "enum": sources }))),
        ("applies", object("Where it applies; everywhere if left out.")),
        ("present", object("What it looks like when the habit is there.")),
        ("missing", object("What should not be there; in place of `present`.")),
        ("praised", object("What presence has to be like to be worth praise.")),
        ("yields-to", texts("Practices that speak in its place where both miss something.")),
        ("words", words()),
        ("example", json!({ "description": EXAMPLE, "type": "array", "minItems": 1 })),
    ]);
    let mut schema = table("One good habit: where it applies, how it is seen, what is said.", keys);
    schema["$schema"] = DRAFT.into();
    schema["title"] = "A practice of git-coach".into();
    schema["required"] =
        json!(["title", "scope", "serves", "level", "confidence", "words", "example"]);
    schema["oneOf"] = json!([{ "required": ["present"] }, { "required": ["missing"] }]);
    schema["allOf"] = Scope::ALL.iter().map(|scope| of_scope(*scope)).collect();
    schema["$defs"] = definitions();
    schema
}

const EXAMPLE: &str = "A subject and the verdict that it has to come to; one for each verdict.";

pub(super) fn flag(description: &str) -> Value {
    json!({ "description": description, "type": "boolean" })
}

fn object(description: &str) -> Value {
    json!({ "description": description, "type": "object" })
}

/// What holds for the practices of one scope alone: their facts, and what their examples say.
fn of_scope(scope: Scope) -> Value {
    let condition = json!({ "$ref": format!("#/$defs/{scope}") });
    json!({
        "if": { "properties": { "scope": { "const": scope.name() } }, "required": ["scope"] },
        "then": { "properties": {
            "applies": condition,
            "present": condition,
            "missing": condition,
            "praised": condition,
            "example": { "items": { "$ref": format!("#/$defs/{scope}-example") } },
        } },
    })
}

fn definitions() -> Value {
    let mut definitions: Map<String, Value> = conditions::<Commit>()
        .into_iter()
        .chain(conditions::<Change>())
        .chain(conditions::<Repository>())
        .chain(conditions::<Area>())
        .collect();
    for scope in Scope::ALL {
        definitions.insert(format!("{scope}-example"), example(*scope));
    }
    Value::Object(definitions)
}

fn words() -> Value {
    let keys = properties([
        ("missing", text("What was seen where the habit is missing; `{fact}` shows a fact.")),
        ("praise", text("What was done well, told of the work: “came with …”.")),
        ("why", text("Why it matters.")),
        ("question", text("An open question.")),
        ("next", text("One small next step.")),
        (
            "notes-questions",
            texts("Open questions for notes about one colleague; they take turns with `question`."),
        ),
        ("team-question", text("An open question to the team; {place}, {missing}, {subjects}.")),
        ("team-next", text("One small next step for the team; likewise.")),
        ("limits", text("What the detection cannot see.")),
    ]);
    let mut schema = table("What it says.", keys);
    schema["required"] = json!(["why"]);
    schema["anyOf"] = json!([{ "required": ["missing", "question", "next"] }, {
        "required": ["praise"], "not": { "required": ["missing"] }
    }]);
    schema
}

/// What an example states of the history.
fn habits() -> Value {
    let keys = properties([
        ("issue-links", number("Of a hundred commits, how many refer to an issue.", 0, Some(100))),
        ("subject-fits", number("How many have a subject that fits a line.", 0, Some(100))),
        (
            "subject-form",
            word("How nearly all subjects begin.", &SubjectForm::ALL.map(SubjectForm::name)),
        ),
        (
            "review-traces",
            number("Of a hundred changes, how many bear a trace of a review.", 0, Some(100)),
        ),
        (
            "change-log-habit",
            number("Of a hundred changes, how many touch a change log.", 0, Some(100)),
        ),
        ("bot-updates", flag("Whether a program raised a dependency.")),
        ("releases", number("How many make a release.", 0, Some(100))),
    ]);
    table("What the history has settled into; what is left out is not seen.", keys)
}

fn content() -> Value {
    let keys =
        properties([("path", text("The file's path.")), ("text", text("What stands in it."))]);
    let mut schema = table("A file of the tree with its content.", keys);
    schema["required"] = json!(["path", "text"]);
    schema
}

fn before() -> Value {
    table(
        "Earlier changes, one like the other.",
        properties([
            ("times", number("How many there are.", 1, Some(1000))),
            ("message", text("What was said of each.")),
            ("files", json!({ "type": "array", "items": { "type": "string" } })),
        ]),
    )
}

fn manifest() -> Value {
    let keys = properties([
        ("path", text("The manifest's path.")),
        ("before", text("Its text before; left out if it is new.")),
        ("after", text("Its text after; left out if it is deleted.")),
    ]);
    let mut schema = table("A manifest that changed.", keys);
    schema["required"] = json!(["path"]);
    schema
}

fn example(scope: Scope) -> Value {
    let verdicts = [Verdict::Present, Verdict::Missing, Verdict::NotApplicable, Verdict::Unseen];
    let mut keys: Map<String, Value> = properties([
        ("name", text("What it shows.")),
        ("verdict", word("What it has to come to.", &verdicts.map(Verdict::name))),
        ("praised", flag("Whether it is worth praise.")),
        ("tree", texts("The paths of the repository; \"src/a{1..20}.rs\" are twenty of them.")),
        ("tags", texts("Its tags: \"v1.2.0\"; what is left out is not seen.")),
        ("contents", json!({ "type": "array", "items": content() })),
        ("repository", habits()),
    ]);
    if matches!(scope, Scope::Commit | Scope::Change) {
        keys.extend(properties([
            ("message", text("What is said of it.")),
            ("files", texts("Files: \"+40 -3 src/parse.rs\", \"new +40 src/parse.rs\".")),
            ("lines", texts("Lines it adds: \"src/parse.rs: // TODO: later\".")),
            ("deleted-lines", texts("Lines it deletes, in the same form.")),
        ]));
    }
    if scope == Scope::Change {
        keys.extend(properties([
            ("authors", texts("Who wrote its commits, one each.")),
            ("binaries", texts("Binary files: \"2500 KiB assets/film.mp4\".")),
            ("documents", texts("Lines of documents after it: \"docs/a.md: See `src/a.rs`.\".")),
            ("uncommitted", flag("Whether it is not committed yet.")),
            ("coverage", texts("Lines that tests ran: \"17 of 20 lines in src/a.rs\".")),
            ("manifests", json!({ "type": "array", "items": manifest() })),
            ("before", json!({ "type": "array", "items": before() })),
            ("days", number("How many days before it its first commit was written.", 0, None)),
            (
                "landed-with",
                number("How many of the two commits beside it landed in the same moment.", 0, None),
            ),
            (
                "past",
                texts(
                    "The changes before it: \"60 of 100 lines\", \"60 of 100 lines in 12 files\".",
                ),
            ),
        ]));
    }
    if scope != Scope::Commit {
        keys.extend(properties([(
            "history",
            texts(
                "Who changed what: \"12 by Anna in infra/main.tf\", \"3 fixes by Anna in infra/a.tf \
                 90 days ago\", \"12 by Anna in src/a.rs, tests/a.rs\"; \"refixes\" are fixes of the \
                 fix before, and \"additions\", \"refactorings\" and \"reviewed\" are other kinds.",
            ),
        )]));
    }
    // In examples these are lists, be they of one.
    for list in ["tree", "tags", "files", "lines", "authors", "past", "history"] {
        if let Some(schema) = keys.get_mut(list) {
            let about = schema["description"].clone();
            *schema =
                json!({ "description": about, "type": "array", "items": { "type": "string" } });
        }
    }
    let mut schema = table(EXAMPLE, keys);
    schema["required"] = json!(["name", "verdict"]);
    schema
}
