import { symlinkSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder, testTerminal } from "./terminal.fixture.ts";

const connector = join(import.meta.dirname, "http-connector.fixture.ts");
const modules = join(import.meta.dirname, "..", "node_modules");
const whole = gzipSync('[{"id":1}]');

/** A server on the loopback, and the options of the connector that asks it. */
async function serve(body: Buffer) {
  const answer: RequestListener = (_request, response) =>
    response.setHeader("content-encoding", "gzip").end(body);
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    BRAIN_API_BASE_URL: `http://127.0.0.1:${port}/`,
    BRAIN_API_HTTP_ALLOW_PRIVATE_NETWORK: "true",
    BRAIN_API_HTTP_RETRY_ATTEMPTS: "2",
    BRAIN_API_HTTP_RETRY_BASE_MS: "1",
  };
}

test("[HT-6] a source whose config allows private addresses is read", async () => {
  const { run } = testTerminal(await serve(whole));

  expect(await run("read", connector, "items")).toMatchObject({
    exitCode: 0,
    stdout: '{"id":1}\n',
  });
});

test("[HT-3] a compressed body that was cut is noticed, though `fetch` takes it for whole", async () => {
  // Whole JSON: only the checksum of gzip is missing.
  const { run } = testTerminal(await serve(whole.subarray(0, -8)));

  const { exitCode, stderr } = await run("read", connector, "items", "--json");

  expect(exitCode).toBe(1);
  expect(stderr).toContain('"code":"truncated"');
});

/** A project whose source has the second argument given. */
function project(baseUrl: string, options: string) {
  const cwd = temporaryFolder();
  symlinkSync(modules, join(cwd, "node_modules"));
  writeFileSync(
    join(cwd, "brain.config.ts"),
    `import { definePipeline, from } from "@brain/core";
import { fileState, jsonl } from "@brain/files";
import { api } from ${JSON.stringify(connector)};
const http = { allowPrivateNetwork: true, retryAttempts: 1 };
const { items } = api({ baseUrl: ${JSON.stringify(baseUrl)}, http }, ${options}).streams;
export const pipelines = [
  definePipeline({
    name: "shop",
    destination: jsonl("${join(cwd, "out")}"),
    state: fileState("${join(cwd, "state")}"),
    flows: [from(items).into("items", { mode: "append" })],
  }),
];
`,
  );
  return testTerminal({}, cwd);
}

test("[HT-3] `run` notices it too, unless the source was bound with a transport of its own", async () => {
  const { BRAIN_API_BASE_URL: baseUrl } = await serve(whole.subarray(0, -8));
  const own = "{ runtime: { fetch: (...request) => fetch(...request) } }";

  const guarded = await project(baseUrl, "{}").run("run", "--json");
  const bound = await project(baseUrl, own).run("run", "--json");

  expect([guarded.exitCode, bound.exitCode]).toEqual([1, 0]);
  expect(guarded.stdout).toContain("truncated");
});
