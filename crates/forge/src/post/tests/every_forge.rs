//! What has to hold on every forge, whatever its interface is like.

use std::time::Duration;

use super::super::*;
use super::local::{Act, Fault, Kind, Local, ME};
use super::{TOKEN, server};
use crate::comment::{Marker, Order, Style, plan, standing};

const ALL: [Forge; 5] =
    [Forge::GitHub, Forge::Gitea, Forge::GitLab, Forge::Bitbucket, Forge::Azure];

/// One run of the tool.
#[derive(Clone, Copy)]
struct Job {
    scope: &'static str,
    head: &'static str,
    run: u64,
    text: &'static str,
    answer: Duration,
}

const JOB: Job =
    Job { scope: "default", head: "b", run: 5, text: "Hello", answer: Duration::from_secs(20) };

impl Job {
    fn marker(self) -> Marker {
        let (scope, head) = (self.scope.to_owned(), self.head.to_owned());
        Marker { scope, head, run: Some(self.run), ..Marker::default() }
    }

    fn body(self, forge: Forge) -> String {
        format!("{}\n{}", self.marker().written(Style::of(forge)), self.text)
    }

    fn on(self, local: &Local) -> Result<Outcome, Error> {
        let patience = Patience {
            answer: self.answer,
            first: Duration::from_millis(1),
            longest: Duration::from_secs(1),
            attempts: 2,
        };
        let poster = Poster::new(&local.target, TOKEN, patience)?;
        let accounts = poster.accounts()?;
        let style = Style::of(local.target.project.forge);
        poster.settle(|there| {
            let standing = standing(there, &accounts, self.scope);
            plan(standing.as_ref(), (&self.marker(), style), self.text, true, Order::Unknown)
        })
    }
}

const NEXT: Job = Job { head: "c", run: 6, text: "Hello again", ..JOB };

fn is_write(act: Act) -> bool {
    matches!(act, Act::Create | Act::Update(_))
}

fn writes(local: &Local) -> usize {
    local.state().asked.iter().filter(|act| is_write(**act)).count()
}

#[test]
fn says_it_once_and_edits_it() {
    for forge in ALL {
        let local = Local::new(forge);
        assert_eq!(JOB.on(&local).unwrap(), Outcome::Created, "{forge}");
        assert_eq!(local.state().asked, [Act::Account, Act::List, Act::Create], "{forge}");
        assert_eq!(local.said_by(ME), [JOB.body(forge)], "{forge}");
        let unchanged = Outcome::Nothing(Reason::Unchanged);
        assert_eq!(JOB.on(&local).unwrap(), unchanged, "{forge}");
        assert_eq!(NEXT.on(&local).unwrap(), Outcome::Updated, "{forge}");
        assert_eq!(local.said_by(ME), [NEXT.body(forge)], "{forge}");
        assert_eq!(writes(&local), 2, "{forge}");
    }
}

#[test]
fn finds_it_behind_what_others_said() {
    for forge in ALL {
        let local = Local::new(forge);
        for number in 0..5 {
            local.comment("zoe", &format!("Number {number}"));
        }
        JOB.on(&local).unwrap();
        local.comment("zoe", "One more");
        assert_eq!(NEXT.on(&local).unwrap(), Outcome::Updated, "{forge}");
        assert_eq!(local.said_by(ME), [NEXT.body(forge)], "{forge}");
        let lists = local.state().asked.iter().filter(|act| **act == Act::List).count();
        let in_pages = !matches!(forge, Forge::Gitea | Forge::Azure);
        // Three pages of two, then four.
        assert_eq!(lists, if in_pages { 7 } else { 2 }, "{forge}");
    }
}

#[test]
fn two_scopes_have_a_comment_each() {
    for forge in ALL {
        let local = Local::new(forge);
        let docs = Job { scope: "docs", text: "On docs", ..JOB };
        JOB.on(&local).unwrap();
        assert_eq!(docs.on(&local).unwrap(), Outcome::Created, "{forge}");
        NEXT.on(&local).unwrap();
        assert_eq!(local.said_by(ME), [NEXT.body(forge), docs.body(forge)], "{forge}");
    }
}

#[test]
fn an_older_run_leaves_it_alone() {
    for forge in ALL {
        let local = Local::new(forge);
        NEXT.on(&local).unwrap();
        assert_eq!(JOB.on(&local).unwrap(), Outcome::Nothing(Reason::Older), "{forge}");
        assert_eq!(local.said_by(ME), [NEXT.body(forge)], "{forge}");
    }
}

#[test]
fn a_comment_that_was_deleted_is_made_anew() {
    for forge in ALL {
        // Before the run, and between its look and its word.
        for while_it_runs in [false, true] {
            let local = Local::new(forge);
            JOB.on(&local).unwrap();
            if while_it_runs {
                local.state().forgets = true;
            } else {
                local.state().comments[0].is_deleted = true;
            }
            assert_eq!(NEXT.on(&local).unwrap(), Outcome::Created, "{forge} {while_it_runs}");
            assert_eq!(local.said_by(ME), [NEXT.body(forge)], "{forge} {while_it_runs}");
        }
    }
}

#[test]
fn our_words_from_others_stay_theirs() {
    for forge in ALL {
        let local = Local::new(forge);
        local.comment("mallory", &JOB.body(forge));
        assert_eq!(NEXT.on(&local).unwrap(), Outcome::Created, "{forge}");
        assert_eq!(local.said_by("mallory"), [JOB.body(forge)], "{forge}");
        // Nor is a comment of this account that somebody else's tool wrote.
        let local = Local::new(forge);
        local.comment(ME, &format!("> {}", JOB.body(forge)));
        assert_eq!(NEXT.on(&local).unwrap(), Outcome::Created, "{forge}");
        assert_eq!(local.said_by(ME).len(), 2, "{forge}");
    }
}

#[test]
fn a_refusal_is_told_and_nothing_is_said_twice() {
    let kinds: [Kind; 3] =
        [|act| act == Act::List, |act| act == Act::Create, |act| matches!(act, Act::Update(_))];
    for forge in ALL {
        for status in [401, 403, 404, 422, 429, 500, 503] {
            for (kind, of) in kinds.iter().enumerate() {
                let local = Local::new(forge);
                let before = if kind == 2 { vec![JOB.body(forge)] } else { vec![] };
                before.iter().for_each(|body| local.comment(ME, body));
                local.state().fault = Some((*of, Fault::Status(status), usize::MAX));
                let told = NEXT.on(&local);
                let error = told.unwrap_err();
                assert_eq!(error.status(), Some(status), "{forge} {kind}: {error}");
                assert!(!format!("{error} {error:?}").contains(TOKEN), "{error:?}");
                assert_eq!(local.said_by(ME), before, "{forge} {status} {kind}");
                // What passes is waited for; a no is a no.
                let asked = local.state().asked.iter().filter(|act| of(**act)).count();
                assert_eq!(
                    asked > 1,
                    status >= 429 || kind == 2 && status == 404,
                    "{forge} {status}"
                );
            }
        }
    }
}

#[test]
fn what_passes_is_waited_for() {
    for forge in ALL {
        for status in [429, 500, 502, 503] {
            for of in [|act: Act| act == Act::List, is_write] {
                let local = Local::new(forge);
                local.state().fault = Some((of, Fault::Status(status), 1));
                assert_eq!(JOB.on(&local).unwrap(), Outcome::Created, "{forge} {status}");
                assert_eq!(local.said_by(ME), [JOB.body(forge)], "{forge} {status}");
            }
        }
    }
}

#[test]
fn a_lost_connection_says_nothing_twice() {
    for forge in ALL {
        for fault in [Fault::Deaf, Fault::Mute] {
            let local = Local::new(forge);
            local.state().fault = Some((|_| true, fault.clone(), 1));
            assert_eq!(JOB.on(&local).unwrap(), Outcome::Created, "{forge} {fault:?}");
            local.state().fault = Some((is_write, fault.clone(), 1));
            NEXT.on(&local).unwrap();
            assert_eq!(local.said_by(ME), [NEXT.body(forge)], "{forge} {fault:?}");

            let local = Local::new(forge);
            local.state().fault = Some((is_write, fault.clone(), 1));
            JOB.on(&local).unwrap();
            assert_eq!(local.said_by(ME), [JOB.body(forge)], "{forge} {fault:?}");
            local.state().fault = Some((|_| true, Fault::Deaf, usize::MAX));
            let error = NEXT.on(&local).unwrap_err();
            assert!(matches!(error, Error::Unreachable { .. }), "{forge}: {error}");
        }
    }
}

#[test]
fn a_slow_forge_is_not_told_twice() {
    let hasty = Job { answer: Duration::from_secs(1), ..JOB };
    let threads = ALL.map(|forge| {
        std::thread::spawn(move || {
            let local = Local::new(forge);
            local.state().fault = Some((is_write, Fault::Slow, 1));
            // It was heard, and so the second look finds it.
            assert_eq!(hasty.on(&local).unwrap(), Outcome::Nothing(Reason::Unchanged), "{forge}");
            assert_eq!(local.said_by(ME), [JOB.body(forge)], "{forge}");
            local.state().fault = Some((|act| act == Act::List, Fault::Slow, usize::MAX));
            let error = hasty.on(&local).unwrap_err();
            assert!(matches!(error, Error::Slow { .. }), "{forge}: {error}");
        })
    });
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn the_token_does_not_follow_to_another_host() {
    for forge in ALL {
        for of in [|act: Act| act == Act::Account, |act| act == Act::List, is_write] {
            let (elsewhere, stolen) = server(vec![super::reply(200, &serde_json::json!([]))]);
            let local = Local::new(forge);
            local.state().fault = Some((of, Fault::Elsewhere(elsewhere), 1));
            let error = JOB.on(&local).unwrap_err();
            assert!(matches!(error, Error::Redirect { .. }), "{forge}: {error}");
            assert_eq!(stolen.try_iter().count(), 0, "{forge}");
            assert_eq!(local.said_by(ME).len(), 0, "{forge}");
        }
    }
}

#[test]
fn a_page_to_sign_in_is_no_answer() {
    for forge in ALL {
        for of in [|act: Act| act == Act::Account, |act: Act| act == Act::List] {
            let local = Local::new(forge);
            local.state().fault = Some((of, Fault::SignIn, 1));
            let error = JOB.on(&local).unwrap_err();
            assert!(matches!(error, Error::Odd { .. }), "{forge}: {error}");
        }
    }
}

#[test]
fn what_is_as_long_as_may_be_is_taken() {
    for forge in ALL {
        let local = Local::new(forge);
        let body = |length: usize| Plan::Create { body: "x".repeat(length) };
        let poster = Poster::new(&local.target, TOKEN, Patience::default()).unwrap();
        let most = local.target.longest_comment();
        assert_eq!(poster.settle(|_| body(most)).unwrap(), Outcome::Created, "{forge}");
        assert_eq!(poster.settle(|_| body(most + 1)).unwrap_err().status(), Some(422), "{forge}");
    }
}
