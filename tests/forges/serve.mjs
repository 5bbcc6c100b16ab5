// Serves forges on this machine while a command runs, and ends as the command does.
//
//     node serve.mjs FORGEJO_DESCRIPTION COMMAND ARGUMENT...
//
// The command finds each of them by a variable: EMULATED_GITHUB keeps what it is told as GitHub does,
// DESCRIBED_GITHUB, DESCRIBED_FORGEJO and DESCRIBED_GITLAB refuse what their description refuses.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";

import { describedForge } from "./described.mjs";

// Nobody else on the network is to reach them.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest.filter((one) => typeof one === "function"));
};

const OTHERS = 120;

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Request 7 of o/r, under which somebody else has filled more than a page.
async function emulatedGitHub() {
  const { createEmulator } = await import("emulate");
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  await createEmulator({
    service: "github",
    port,
    baseUrl: address,
    seed: {
      tokens: { "coach-token": { login: "coach", scopes: ["repo"] }, "zoe-token": { login: "zoe", scopes: ["repo"] } },
      github: {
        users: [{ login: "o" }, { login: "coach" }, { login: "zoe" }],
        repos: [{ owner: "o", name: "r", auto_init: true }],
      },
    },
  });
  const post = async (path, body) => {
    const headers = { Authorization: "Bearer zoe-token", "Content-Type": "application/json" };
    const answer = await fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  for (let number = 1; number <= 7; number += 1) await post("/repos/o/r/issues", { title: `Number ${number}` });
  for (let number = 0; number < OTHERS; number += 1) {
    await post("/repos/o/r/issues/7/comments", { body: `Comment ${number}` });
  }
  return address;
}

const [forgejo, command, ...words] = process.argv.slice(2);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const require = createRequire(import.meta.url);
const github = require.resolve("@octokit/openapi/generated/api.github.com.json");
const variables = {
  EMULATED_GITHUB: await emulatedGitHub(),
  DESCRIBED_GITHUB: await describedForge({ description: json(github), others: OTHERS }),
  DESCRIBED_FORGEJO: await describedForge({ description: json(forgejo), root: "/api/v1", others: OTHERS }),
  DESCRIBED_GITLAB: await describedForge({
    description: json(new URL("gitlab.json", import.meta.url)),
    root: "/api/v4",
    others: OTHERS,
  }),
};
const child = spawn(command, words, { stdio: "inherit", env: { ...process.env, ...variables } });
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code) => process.exit(code ?? 1));
