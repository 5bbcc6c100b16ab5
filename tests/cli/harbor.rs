//! The history of a small team, for whole reports: six windows of 30 days, four people and a bot.
//!
//! Until the last window most changes came with tests. In the last one several to `src/billing` did
//! not, some fixes have no regression test, three changes leave bare TODO markers, and one is large.
//! Only Chen has ever worked on `src/ledger`.

use support::{ANNA, BORIS, BOT, CHEN, Commit, Identity, Repo, lines_of};

/// The fourth of the team.
pub(crate) const ZOE: Identity = Identity::new("Zoë Lindqvist", "zoe@harbor.example");

/// Every name and address of the people in it.
pub(crate) const PEOPLE: &[&str] = &[
    "Anna Özdemir",
    "anna@harbor.example",
    "Борис Волков",
    "boris@harbor.example",
    "陈伟",
    "chen@harbor.example",
    "Zoë Lindqvist",
    "zoe@harbor.example",
];

/// What a branch adds that there is something to say about.
pub(crate) const UNTESTED: &[(&str, usize)] =
    &[("src/billing/dunning.rs", 140), ("src/billing/days.rs", 45)];

/// What checks each change.
const PIPELINE: &str = "on: [push, pull_request]\npermissions: { contents: read }\njobs:\n  check:\n    \
                        runs-on: ubuntu-latest\n    steps:\n      - run: cargo fmt --check\n      \
                        - run: cargo test\n";

/// The whole history, on `main`.
pub(crate) fn harbor() -> Repo {
    last_window(four_windows(first_window(Repo::new())))
}

/// A commit some days after the one before, that leaves each file with so many lines.
pub(crate) fn change(days: i64, who: Identity, message: &str, files: &[(&str, usize)]) -> Commit {
    let commit = Commit::new(message).by(who).after(days);
    files.iter().fold(commit, |commit, (path, count)| commit.file(path, text(path, *count)))
}

/// Lines that only this path has, each of them another way through the code.
pub(crate) fn text(path: &str, count: usize) -> String {
    lines_of(&format!("if {}", path.replace(['/', '.'], " ")), count)
}

fn first_window(repo: Repo) -> Repo {
    repo.commit(change(
        0,
        ANNA,
        "Start with prices\n\nSo that the shop and the invoices agree on one rule.",
        &[("src/pricing/price.rs", 40), ("tests/pricing.rs", 30), ("README.md", 12)],
    ))
    .commit(change(
        4,
        CHEN,
        "Add the ledger because bookkeeping asked for one",
        &[
            ("src/ledger/book.rs", 60),
            ("src/ledger/entry.rs", 30),
            ("src/ledger/day.rs", 20),
            ("tests/ledger.rs", 40),
        ],
    ))
    .commit(change(
        5,
        BORIS,
        "Add invoices\n\nThe monthly batch needs them before March.",
        &[
            ("src/billing/invoice.rs", 80),
            ("src/billing/tax.rs", 30),
            ("src/billing/line.rs", 20),
            ("tests/billing.rs", 60),
        ],
    ))
    .commit(change(6, ZOE, "Add discounts", &[("src/pricing/discount.rs", 45)]))
    .commit(change(5, BOT, "Bump serde from 1.0.1 to 1.0.2", &[("Cargo.lock", 40)]))
    .commit(change(
        6,
        ANNA,
        "Add vouchers\n\nBecause the spring campaign runs on them.",
        &[("src/pricing/voucher.rs", 50), ("tests/pricing.rs", 55)],
    ))
}

/// The four in the middle: one change after the other, most of them with their tests.
fn four_windows(mut repo: Repo) -> Repo {
    let authors = [BORIS, ANNA, ZOE, CHEN];
    for window in 1..=4 {
        let grown = |first: usize| first + 30 * window;
        let who = |at: usize| authors[(window + at) % authors.len()];
        let book: &[_] =
            &[("src/ledger/book.rs", grown(60)), ("tests/ledger.rs", 40 + 15 * window)];
        repo = repo
            .commit(change(
                4,
                who(0),
                &format!("Add rule {window} to invoices\n\nSo that customers abroad can be billed."),
                &[("src/billing/invoice.rs", grown(80)), ("tests/billing.rs", 60 + 20 * window)],
            ))
            .commit(change(5, CHEN, "Close a period in the ledger (fixes #7)", book))
            .commit(change(
                5,
                who(1),
                "Fix the rounding of small prices",
                &[("src/pricing/price.rs", 40 + 6 * window)],
            ))
            .branch("topic", |repo| {
                let tests = ("tests/pricing.rs", 55 + 10 * window);
                repo.commit(change(
                    4,
                    who(2),
                    "Add stacked discounts",
                    &[("src/pricing/discount.rs", grown(45)), tests],
                ))
                .commit(change(
                    1,
                    who(2),
                    "Name the stack",
                    &[("README.md", 12 + window)],
                ))
            })
            .merge(
                "topic",
                Commit::new(format!(
                    "Merge pull request #{} from {}/topic\n\nAdd stacked discounts of kind {window}",
                    20 + window,
                    ["boris-v", "anna-oe", "zoe-l", "chen-w"][(window + 2) % 4],
                ))
                .by(who(1)),
            )
            .commit(change(
                5,
                who(3),
                &format!("Support tax table {window} in order to sell in the next country"),
                &[("src/billing/tax.rs", grown(30)), ("tests/billing.rs", 65 + 20 * window)],
            ))
            .commit(change(
                5,
                BOT,
                "Bump serde from 1.0.2 to 1.0.3",
                &[("Cargo.lock", 40 + window)],
            ));
    }
    repo
}

fn last_window(repo: Repo) -> Repo {
    repo.commit(
        change(3, ANNA, "Let a pipeline run the tests\n\nSo that nobody has to ask.", &[])
            .file(".github/workflows/ci.yml", PIPELINE),
    )
    .commit(change(2, BORIS, "Add reverse charge", &[("src/billing/tax.rs", 190)]))
    .commit(
        change(2, ZOE, "Add rounding of halves to even\n\nBecause long invoices drifted.", &[])
            .file("src/billing/invoice.rs", marked("src/billing/invoice.rs", 260, "drop halves")),
    )
    .commit(change(
        2,
        CHEN,
        "Fix lost entries at the turn of the year",
        &[("src/ledger/entry.rs", 38), ("tests/ledger.rs", 112)],
    ))
    .branch("refunds", |repo| {
        repo.commit(change(1, BORIS, "Add refunds", &[("src/billing/refund.rs", 90)]).with(ZOE))
            .commit(change(1, BORIS, "fixup! Add refunds", &[("src/billing/refund.rs", 94)]))
    })
    .squash("refunds", Commit::new("Add refunds (#31)").by(BORIS).with(ZOE).after(1))
    .commit(
        change(2, ANNA, "Fix dates of credit notes", &[])
            .file("src/billing/line.rs", marked("src/billing/line.rs", 27, "leap days"))
            .file("src/billing/refund.rs", text("src/billing/refund.rs", 96)),
    )
    .branch("vouchers", |repo| {
        repo.commit(change(
            2,
            ANNA,
            "Allow vouchers to expire",
            &[("src/pricing/voucher.rs", 90), ("tests/pricing.rs", 120)],
        ))
    })
    .merge("vouchers", Commit::new("Merge branch 'vouchers'").by(ZOE))
    .commit(change(2, ZOE, "Fix the sign of refunds", &[("src/billing/refund.rs", 101)]))
    .commit(change(2, BOT, "Bump serde from 1.0.3 to 1.0.4", &[("Cargo.lock", 50)]))
    .commit(
        change(2, BORIS, "Add dunning letters", &[])
            .file("src/billing/dunning.rs", marked("src/billing/dunning.rs", 60, "wording")),
    )
    .commit(change(
        2,
        CHEN,
        "Rebuild the export",
        &[("src/ledger/export.rs", 840), ("src/ledger/day.rs", 200), ("tests/ledger.rs", 240)],
    ))
    .commit(change(
        2,
        ZOE,
        "Fix letters to closed accounts",
        &[("src/billing/dunning.rs", 66), ("tests/billing.rs", 170)],
    ))
    .commit(change(2, ANNA, "Add gift cards", &[("src/pricing/gift.rs", 44)]))
}

/// Lines of a path with a bare TODO at the end.
fn marked(path: &str, count: usize, what: &str) -> String {
    format!("{}// TODO: {what}\n", text(path, count))
}
