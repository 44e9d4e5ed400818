import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { definePipeline, from, maskDeclared, type Pipeline } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";
import { sandboxCredentials } from "@brain/sandbox";
import { findSecrets } from "@brain/testkit";
import { expect, test } from "vitest";
import {
  canaries,
  echo,
  echoPage,
  echoRedirect,
  openCanaryVendors,
  type CanaryVendors,
} from "./canary-vendors.fixture.ts";
import { temporaryFolder, testTerminal, type Outcome } from "./terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "node_modules");
const http = { allowPrivateNetwork: true, retryBaseMs: 1, retryAttempts: 2, maxWaitMs: 10 };
const DEPTH = 8;
/** By its path: packages by their name are found by hooks that a test runner has no room for. */
const CONNECTOR = "./hubspot.ts";
const startDate = "2026-11-20";

/** What goes wrong, and how the vendors' answers then are. */
const situations: Readonly<Record<string, Parameters<CanaryVendors["tamper"]>[0]>> = {
  "nothing goes wrong": {},
  "every request is bad": { data: echo(400) },
  "the credentials are refused": { data: echo(401) },
  "the refresh is refused": { token: echo(400) },
  "the token server fails": { token: echo(500) },
  "the token server sends a page": { token: echoPage },
  "a permission is missing": { data: echo(403) },
  "the quota is used up": { data: echo(429, { "retry-after": "3600" }) },
  "the server fails": { data: echo(500) },
  "a page comes in place of data": { data: echoPage },
  "the vendor redirects": { data: echoRedirect, token: echoRedirect },
};

test.for(Object.entries(situations))(
  "[SE-2] on the command line no secret is in any output or file when %s",
  async ([, answers]) => {
    await using vendors = await openCanaryVendors();
    const { run, cwd } = project(vendors);
    vendors.tamper(answers);

    const outcomes = [
      await run("run", "--log-file", "run.log", "--log-level", "debug"),
      await run("run", "--json", "--log-file", "json.log", "--log-level", "debug"),
    ];

    const output = [...outcomes, await dump(cwd)];
    expect(leaks(vendors, output)).toEqual([]);
    expect(statSync(join(cwd, "run.log")).size).toBeGreaterThan(0);
  },
);

test("[SE-2] no secret is in what a project shows of its state, quarantine, plan and history", async () => {
  await using vendors = await openCanaryVendors();
  const { run } = project(vendors);
  await run("run");

  const outcomes = [
    await run("run", "--dry-run"),
    await run("state", "show", "--json"),
    await run("quarantine", "show", "--json"),
    await run("runs", "--json"),
  ];

  expect(leaks(vendors, outcomes)).toEqual([]);
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  expect(outcomes[2]?.stdout).toContain('"even"');
});

test.for(Object.entries(situations))(
  "[SE-1] no secret shows in errors and reports, however they are dumped, when %s",
  async ([, answers]) => {
    await using vendors = await openCanaryVendors();
    vendors.tamper(answers);
    const pipeline = pipelineOf(vendors);
    const seen: unknown[] = [pipeline, pipeline.definition, Object.values(sourcesOf(vendors))];

    const observers = [(event: unknown): void => void seen.push(event)];
    seen.push(await pipeline.run({ observers }).catch((error: unknown) => error));
    for (const source of Object.values(sourcesOf(vendors, (event) => seen.push(event)))) {
      seen.push(await source.check());
      for (const stream of Object.values(source.streams).slice(0, 3)) {
        seen.push(await read(stream).catch((error: unknown) => error));
      }
    }

    expect(leaks(vendors, seen.flatMap(dumps))).toEqual([]);
  },
);

test("[SE-1] a secret in --config or the environment is in no output, whatever is asked", async () => {
  await using vendors = await openCanaryVendors();
  const { accessToken } = canaries;
  const config = JSON.stringify({ accessToken, baseUrl: vendors.crmUrl, http });
  const env = { BRAIN_HUBSPOT_ACCESS_TOKEN: accessToken, BRAIN_HUBSPOT_BASE_URL: vendors.crmUrl };
  const { cwd } = project(vendors);
  const given = testTerminal({}, cwd);
  const fromEnv = testTerminal(env, cwd);
  const outcomes: Outcome[] = [];

  for (const answers of Object.values(situations)) {
    vendors.tamper(answers);
    outcomes.push(
      await given.run("check", CONNECTOR, "--config", config),
      await given.run("discover", CONNECTOR, "--config", config, "--json"),
      await given.run("read", CONNECTOR, "owners", "--config", config, "--log-level", "debug"),
      await given.run("read", CONNECTOR, "owners", "--config", `${config}x`),
      await given.run("read", CONNECTOR, "owners", "--config", config.replace("http", "htpp")),
      await fromEnv.run("check", CONNECTOR, "--json", "--log-level", "debug"),
    );
  }

  expect(leaks(vendors, outcomes)).toEqual([]);
  expect(outcomes[0]).toMatchObject({ exitCode: 0 });
  expect(outcomes[0]?.stderr).toContain("BRAIN_HUBSPOT_ACCESS_TOKEN");
});

/** A project whose config has the secrets in its text: nothing else tells the command line about them. */
function project(vendors: CanaryVendors) {
  const cwd = temporaryFolder();
  mkdirSync(cwd, { recursive: true });
  symlinkSync(modules, join(cwd, "node_modules"));
  const { crm, web } = configs(vendors);
  writeFileSync(join(cwd, CONNECTOR), 'export { hubspot } from "@brain/hubspot";');
  writeFileSync(
    join(cwd, "brain.config.ts"),
    `import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";
const { contacts, owners } = hubspot(${JSON.stringify(crm)}).streams;
const { traffic } = ga4(${JSON.stringify(web)}).streams;
export const pipelines = [
  definePipeline({
    name: "marketing",
    destination: duckdb(${JSON.stringify(join(cwd, "marketing.duckdb"))}),
    flows: [
      from(contacts)
        .protect(maskDeclared(contacts))
        .validate({
          name: "odd",
          validate: (value) =>
            Number(value.id) % 2 ? { ok: true, value } : { ok: false, issues: [{ path: ["id"], code: "even", message: "Even" }] },
        })
        .into("contacts"),
      from(owners).protect(maskDeclared(owners)).into("owners"),
      from(traffic).into("traffic"),
    ],
    maxInvalid: { ratio: 1 },
  }),
];
`,
  );
  return { ...testTerminal({}, cwd), cwd };
}

function configs({ crmUrl, webUrl, propertyId }: CanaryVendors) {
  const { clientId } = sandboxCredentials.ga4;
  const { accessToken, clientSecret, refreshToken } = canaries;
  const reports = { traffic: { dimensions: ["date"], metrics: ["sessions"] } } as const;
  return {
    crm: { accessToken, baseUrl: crmUrl, http },
    web: {
      propertyId,
      clientId,
      clientSecret,
      refreshToken,
      reports,
      startDate,
      http,
      baseUrl: `${webUrl}/v1beta/`,
      tokenUrl: `${webUrl}/token`,
    },
  };
}

function sourcesOf(vendors: CanaryVendors, emit: (event: unknown) => void = () => undefined) {
  const { crm, web } = configs(vendors);
  return { crm: hubspot(crm, { runtime: { emit } }), web: ga4(web, { runtime: { emit } }) };
}

function pipelineOf(vendors: CanaryVendors): Pipeline {
  const { crm, web } = sourcesOf(vendors);
  const { contacts } = crm.streams;
  return definePipeline({
    name: "marketing",
    destination: duckdb(":memory:"),
    flows: [
      from(contacts).protect(maskDeclared(contacts)).into("contacts"),
      from(web.streams.traffic).into("traffic"),
    ],
  });
}

async function read(stream: { read(): { records(): AsyncIterable<object> } }): Promise<number> {
  let count = 0;
  for await (const record of stream.read().records()) count += record === undefined ? 0 : 1;
  return count;
}

/** Everything that a developer or a log collector may do to see what is in a value. */
function dumps(value: unknown): string[] {
  const error = value instanceof Error ? [value.stack, value.message, String(value)] : [];
  return [
    inspect(value, { depth: DEPTH, showHidden: value instanceof Error }),
    inspect(value, { depth: DEPTH, customInspect: false }),
    JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)),
    ...error,
  ].map(String);
}

/** Not by way of links: those of node_modules go round. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return entry.isFile() && !/brain\.config\.ts$|credentials/.test(entry.name) ? [path] : [];
  });
}

/** All that a project's folder holds, but for the config itself and the store that is there to keep secrets. */
async function dump(folder: string): Promise<Record<string, unknown>> {
  const texts = filesOf(folder).map((path) => [path, readFileSync(path, "latin1")]);
  await using database = duckdb(join(folder, "marketing.duckdb"));
  const tables = await database.query("select table_name as name from duckdb_tables()");
  for (const { name } of tables) {
    texts.push([
      String(name),
      JSON.stringify(await database.query(`select * from "${String(name)}"`)),
    ]);
  }
  return Object.fromEntries(texts);
}

/** Where a secret stands, and in which form. */
function leaks({ secrets }: CanaryVendors, output: readonly unknown[]): string[] {
  return output.flatMap((part, at) => {
    const text = typeof part === "string" ? part : Object.values(Object(part)).join("\n");
    return findSecrets(text, secrets).map(({ index, form }) => {
      const before = Math.max(0, text.search(/canary|Not with these/) - 200);
      return `${at}: secret ${index} ${form}: ${text.slice(before, before + 400)}`;
    });
  });
}
