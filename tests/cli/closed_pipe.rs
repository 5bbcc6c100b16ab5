//! Whoever reads the output may stop at any time, as `head` does.

use std::io::Read;
use std::process::{Command, Stdio};

use support::{Commit, Repo, lines};

#[test]
fn a_closed_pipe_ends_it_without_a_word() {
    // More than the 64 KiB that a pipe holds, so that the tool has to write after the end.
    let repo = Repo::new().commits(8, |commit| {
        let files = (0..200).map(|file| format!("src/folder-{file}/file-{commit}.rs"));
        files.fold(Commit::new("Add"), |commit, path| commit.file(path, lines(1)))
    });
    for args in
        [&["facts", "lines"][..], &["facts", "lines", "--format", "jsonl"], &["facts", "files"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_git-coach-under-test"))
            .args(args)
            .current_dir(repo.path())
            .env("HOME", repo.home())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 16];
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}
