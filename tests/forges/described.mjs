// A forge that answers as its OpenAPI description says, refuses what that refuses, and keeps comments.

import http from "node:http";

import prism from "@stoplight/prism-http";

const { createInstance, getHttpOperationsFromSpec } = prism;

// What the tool may ask for; a description of all takes a minute to read.
const OURS = [
  "/user",
  "/repos/{owner}/{repo}/pulls",
  "/repos/{owner}/{repo}/pulls/{pull_number}",
  "/repos/{owner}/{repo}/pulls/{index}",
  "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  "/repos/{owner}/{repo}/issues/{index}/comments",
  "/repos/{owner}/{repo}/issues/comments/{comment_id}",
  "/repos/{owner}/{repo}/issues/comments/{id}",
  "/projects/{id}/merge_requests/{merge_request_iid}",
  "/projects/{id}/merge_requests/{merge_request_iid}/notes",
  "/projects/{id}/merge_requests/{merge_request_iid}/notes/{note_id}",
  "/repos/{owner}/{repo}/issues",
  "/repos/{owner}/{repo}/issues/{issue_number}",
  "/repos/{owner}/{repo}/issues/{index}",
  "/projects/{id}/issues",
  "/projects/{id}/issues/{issue_iid}",
];

// Everything that these paths need of the description.
function cut(description) {
  const paths = Object.fromEntries(OURS.flatMap((path) => {
    const found = description.paths[path];
    return found ? [[path, found]] : [];
  }));
  const kept = { ...description, paths, tags: [], "x-webhooks": undefined };
  for (const place of ["definitions", "responses", "parameters", "components"]) {
    if (description[place]) kept[place] = {};
  }
  if (description.components?.securitySchemes) {
    kept.components.securitySchemes = description.components.securitySchemes;
  }
  const follow = (value) => {
    if (Array.isArray(value)) return value.forEach(follow);
    if (value === null || typeof value !== "object") return undefined;
    if (typeof value.$ref === "string") bring(value.$ref);
    return Object.values(value).forEach(follow);
  };
  const bring = (reference) => {
    const steps = reference.slice(2).split("/");
    let [from, to] = [description, kept];
    for (const step of steps.slice(0, -1)) {
      from = from[step];
      to = to[step] ??= {};
    }
    const last = steps.at(-1);
    if (to[last] !== undefined) return;
    to[last] = from[last];
    follow(from[last]);
  };
  follow(paths);
  return kept;
}

// What it has to say of its own work.
const silent = { child: () => silent };
for (const level of ["trace", "debug", "info", "success", "warn", "error", "fatal"]) silent[level] = () => {};

const TOKENS = { "coach-token": "coach", "zoe-token": "zoe" };
// Whoever comes with this may read, and what it writes is answered with the status.
const REFUSED = /^coach-refused-(\d{3})$/;
// What goes wrong with the first thing that whoever comes with one of these writes: it is asked to come
// back, answered too late, not answered at all, or, each time, sent to another host.
const FAULTS = ["coach-busy", "coach-slow", "coach-dropped", "coach-elsewhere"];
// Longer than the tool waits for an answer.
const TOO_LONG = 25_000;

// Starts one; returns where its interface begins.
export async function describedForge({ description, root = "", others }) {
  const read = await getHttpOperationsFromSpec(cut(description));
  // Where the description says that it is served is not where it is served here.
  const operations = read.map((one) => ({ ...one, servers: [] }));
  const described = createInstance(
    { isProxy: false, mock: { dynamic: false }, validateRequest: true, validateResponse: false, checkSecurity: true, errors: false },
    { logger: silent },
  );
  const by = (account) => (_, at) => ({ id: at + 1, account, text: `Number ${at}` });
  const kept = {
    comments: Array.from({ length: others }, by("zoe")),
    issues: Array.from({ length: others }, by("zoe")),
  };

  // The described comment or issue, with what is ours in it; a property that is not described is none.
  const shown = (kind, example, { id, account, text }) => {
    const gitlab = "author" in example && !("login" in (example.user ?? {}));
    const [author, name] = gitlab ? ["author", "username"] : ["user", "login"];
    const number = kind === "comments" ? "id" : gitlab ? "iid" : "number";
    const said = kind === "issues" && gitlab ? "description" : "body";
    for (const [of, key] of [[example, number], [example, said], [example[author], name]]) {
      if (!(key in of)) throw new Error(`${key} is not described`);
    }
    const whole = { ...example, [number]: id, [said]: text, [author]: { ...example[author], [name]: account } };
    // An example of an issue may be a request for review.
    delete whole.pull_request;
    return whole;
  };

  let misled = 0;
  const elsewhere = http.createServer((_, response) => {
    misled += 1;
    response.end("[]");
  });
  await new Promise((resolve) => elsewhere.listen(0, resolve));
  const happened = new Set();

  const server = http.createServer(async (request, response) => {
    let fault;
    const send = async (status, value, headers = {}) => {
      if (fault === "coach-dropped") return request.socket.destroy();
      if (fault === "coach-slow") await new Promise((resolve) => setTimeout(resolve, TOO_LONG));
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(value));
    };
    try {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const body = text === "" ? undefined : JSON.parse(text);
      const url = new URL(request.url, "http://127.0.0.1");
      const path = url.pathname.slice(root.length);
      const proof = request.headers["private-token"] ?? request.headers.authorization?.replace(/^(Bearer|token) /, "");
      const refused = REFUSED.exec(proof ?? "");
      const account = refused || FAULTS.includes(proof) ? "coach" : TOKENS[proof];
      // How many followed to the other host.
      if (path === "/-/misled") return send(200, misled);
      if (!url.pathname.startsWith(root) || account === undefined) return send(401, { message: "who are you?" });
      const told = await described.request(
        {
          method: request.method.toLowerCase(),
          url: { path, query: Object.fromEntries(url.searchParams) },
          // The media type that GitHub asks for is documented, and not part of its description.
          headers: { ...request.headers, accept: "application/json" },
          body,
        },
        operations,
      )();
      if (told._tag === "Left") throw told.left;
      const { output, validations } = told.right;
      const wrong = validations.input.map((one) => `${one.path?.join(".")}: ${one.message}`);
      if (wrong.length > 0) return send(422, { message: wrong.join("; ") });
      if (refused && request.method !== "GET") return send(Number(refused[1]), { message: "refused" });
      if (FAULTS.includes(proof) && request.method !== "GET" && !happened.has(proof)) {
        if (proof === "coach-elsewhere") {
          return send(307, {}, { Location: `http://127.0.0.1:${elsewhere.address().port}${request.url}` });
        }
        happened.add(proof);
        if (proof === "coach-busy") return send(429, { message: "later" }, { "Retry-After": "1" });
        fault = proof;
      }
      const { statusCode: status, body: data } = output;
      const example = Array.isArray(data) ? data[0] : data;
      if (path === "/user") {
        const name = "login" in example ? "login" : "username";
        return send(status, { ...example, [name]: account });
      }
      const kind = /\/(comments|notes)(\/|$)/.test(path) ? "comments" : "issues";
      if (kind === "issues" && !/\/issues(\/|$)/.test(path)) return send(status, data);
      const all = kept[kind];
      const textOf = () => body.body ?? body.description;
      if (request.method === "POST") {
        const made = { id: 1 + Math.max(0, ...all.map((one) => one.id)), account, text: textOf() };
        all.push(made);
        return send(status, shown(kind, example, made));
      }
      if (request.method === "GET") {
        // Forgejo knows no pages of comments.
        const asked = url.searchParams.get("per_page") ?? (kind === "issues" ? url.searchParams.get("limit") : null);
        const size = Number(asked ?? all.length);
        const page = Number(url.searchParams.get("page") ?? 1);
        const list = all.slice((page - 1) * size, page * size).map((one) => shown(kind, example, one));
        url.searchParams.set("page", page + 1);
        const next = `<http://${request.headers.host}${url.pathname}${url.search}>; rel="next"`;
        return send(status, list, all.length > page * size ? { Link: next } : {});
      }
      const there = all.find((one) => one.id === Number(path.split("/").at(-1)));
      if (there === undefined) return send(404, { message: "not found" });
      if (there.account !== account) return send(403, { message: "not yours" });
      if (request.method === "DELETE") {
        all.splice(all.indexOf(there), 1);
        response.writeHead(status);
        return response.end();
      }
      there.text = textOf();
      return send(status, shown(kind, example, there));
    } catch (error) {
      return send(error.status ?? 500, { message: `${error.name}: ${error.detail ?? error.message}` });
    }
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return `http://127.0.0.1:${server.address().port}${root}`;
}
