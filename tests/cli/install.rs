//! `templates/install.sh`, on a release in a folder of this machine.
#![cfg(unix)]

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};

use support::{Output, Sandbox};

/// What this machine needs, as releases name it.
fn target() -> String {
    let system = if OS == "macos" { "apple-darwin" } else { "unknown-linux-musl" };
    format!("{ARCH}-{system}")
}

/// A release of one file, with a checksum of it.
fn release(sandbox: &Sandbox) -> PathBuf {
    let name = format!("git-coach-{}", target());
    let script = format!(
        "mkdir -p v1.2.3 {name} && echo hello > {name}/git-coach && tar -czf v1.2.3/{name}.tar.gz {name} \
         && cd v1.2.3 && (sha256sum {name}.tar.gz || shasum -a 256 {name}.tar.gz) > SHA256SUMS"
    );
    let made = sandbox.command("bash").args(["-c", &script]).status().unwrap();
    assert!(made.success());
    sandbox.path().join("v1.2.3")
}

fn install(sandbox: &Sandbox, args: &[&str]) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/install.sh");
    let releases = format!("file://{}", sandbox.path().display());
    let finished = sandbox
        .command("bash")
        .arg(script)
        .args(args)
        .env("GIT_COACH_RELEASES", releases)
        .output()
        .unwrap();
    Output {
        stdout: String::from_utf8(finished.stdout).unwrap(),
        stderr: String::from_utf8(finished.stderr).unwrap(),
        code: finished.status.code().unwrap(),
    }
}

#[test]
fn installs_what_was_released() {
    let sandbox = Sandbox::named("downloads");
    release(&sandbox);
    let text = install(&sandbox, &["v1.2.3", "tools/here"]).ok();
    assert_eq!(text, "git-coach v1.2.3 is in tools/here\n");
    assert_eq!(fs::read_to_string(sandbox.path().join("tools/here/git-coach")).unwrap(), "hello\n");
}

#[test]
fn unpacks_nothing_that_was_not_released() {
    let sandbox = Sandbox::named("downloads");
    let sums = release(&sandbox).join("SHA256SUMS");
    let right = fs::read_to_string(&sums).unwrap();
    let other = format!("{}{}", "0".repeat(64), &right[64..]);
    for wrong in [other, String::new(), right.replace(".tar.gz", ".tar.gz.old")] {
        fs::write(&sums, wrong).unwrap();
        let errors = install(&sandbox, &["v1.2.3", "tools"]).failed(5);
        assert!(errors.contains("is not what v1.2.3 was released with"), "{errors}");
        assert!(!sandbox.path().join("tools").exists());
    }
}

#[test]
fn says_what_it_lacks() {
    let sandbox = Sandbox::named("downloads");
    assert!(install(&sandbox, &["v9.9.9", "tools"]).failed(4).contains("cannot be fetched"));
    assert!(install(&sandbox, &[]).failed(2).contains("usage: install.sh VERSION FOLDER"));
}
