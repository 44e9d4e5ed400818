import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ga4Emulator, hubspotEmulator, redditEmulator, sandboxApis } from "@brain/sandbox";
import { describe, expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { consentAddress, signingIn, signInVendors, sourceOf } from "../auth/sign-in.fixture.ts";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

const modules = join(import.meta.dirname, "..", "..", "node_modules");

describe.each(Object.entries(signInVendors))("%s", (name, { scopes }) => {
  const emulator = () => sandboxApis[name]?.emulator() ?? ga4Emulator();

  test("a user who allows it is signed in, and the source reads with what was stored", async () => {
    await using session = await signingIn(name, emulator());

    const signedIn = await session.auth("--json");
    const read = await session.read();

    expect(signedIn.exitCode).toBe(0);
    const file = join(session.cwd, ".brain", "credentials.json");
    expect(JSON.parse(signedIn.stdout)).toEqual({
      connector: name,
      clientId: expect.any(String),
      scopes: expect.arrayContaining([...scopes]),
      file,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(read).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("{") });
    expect(session.pages).toEqual([expect.stringContaining("You can close this window")]);
  });

  test("no token, code or secret is printed", async () => {
    await using session = await signingIn(name, emulator());

    const { stdout, stderr } = await session.auth("--log-level=debug");

    const stored = readFileSync(join(session.cwd, ".brain", "credentials.json"), "utf8");
    const kept = Object.values<{ value: { refreshToken: string } }>(JSON.parse(stored));
    const secrets = [
      ...kept.map(({ value }) => value.refreshToken),
      ...Object.entries(session.env).flatMap(([variable, value]) =>
        variable.endsWith("_SECRET") ? [value] : [],
      ),
      ...session.codes,
    ];
    expect(secrets).toHaveLength(3);
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    expect(stderr).toContain(session.opened[0]);
  });

  test("a user who refuses is told so, and nothing is stored", async () => {
    await using session = await signingIn(name, emulator(), { decision: "deny" });

    const { exitCode, stderr } = await session.auth();

    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/The consent was not given: (access_denied|user_cancelled_authorize)/);
    expect(() => statSync(join(session.cwd, ".brain"))).toThrow("ENOENT");
  });

  test("without a terminal, the pasted redirect address does", async () => {
    await using session = await signingIn(name, emulator(), { pastes: ({ href }) => href });
    const running = session.auth("--json");
    await session.visit(await consentAddress(session.written));

    const { exitCode } = await running;

    expect(exitCode).toBe(0);
    expect((await session.read()).exitCode).toBe(0);
  });

  test("an answer to another question is refused", async () => {
    await using session = await signingIn(name, emulator(), {
      detour(address) {
        address.searchParams.set("state", "another");
        return address;
      },
    });

    const { exitCode, stderr } = await session.auth();

    expect(exitCode).toBe(3);
    expect(stderr).toContain("`state` is another one");
    expect(() => statSync(join(session.cwd, ".brain"))).toThrow("ENOENT");
  });
});

test("a code that was used already is refused, with what to do", async () => {
  await using session = await signingIn("hubspot", hubspotEmulator(), {
    detour(address) {
      address.searchParams.set("code", "na1-sandbox-spent");
      return address;
    },
  });

  const { exitCode, stderr } = await session.auth();

  expect(exitCode).toBe(3);
  expect(stderr).toContain("A code is good once");
  expect(stderr).not.toContain("na1-sandbox-spent");
});

test("--no-browser takes the code alone, as it stands in the address", async () => {
  await using session = await signingIn("reddit", redditEmulator(), {
    pastes: ({ searchParams }) => `${encodeURIComponent(searchParams.get("code") ?? "")}#_`,
  });
  const running = session.auth("--no-browser", "--json");
  await session.visit(await consentAddress(session.written));

  expect((await running).exitCode).toBe(0);
});

test("an input that ends without a code is no sign-in", async () => {
  await using session = await signingIn("hubspot", hubspotEmulator(), { pastes: () => "" });
  session.stdin.end("\n");

  const { exitCode, stderr } = await session.auth();

  expect(exitCode).toBe(3);
  expect(stderr).toContain("No code was pasted");
});

test("--scope asks for more, once each", async () => {
  await using session = await signingIn("reddit", redditEmulator());

  const { stdout } = await session.auth("--json", "--scope", "privatemessages", "read");

  expect(JSON.parse(stdout).scopes).toEqual(["read", "identity", "privatemessages"]);
  expect((await session.read("inbox")).exitCode).toBe(0);
});

test("a scope that the application may not ask for is said to be the reason", async () => {
  await using session = await signingIn("reddit", redditEmulator());

  const { exitCode, stderr } = await session.auth("--scope", "everything");

  expect(exitCode).toBe(3);
  expect(stderr).toContain("invalid_scope");
  expect(stderr).toContain("--scope");
});

test("a new sign-in takes the place of the one before, also where the vendor rotates", async () => {
  const emulator = hubspotEmulator({ rotateRefreshToken: true });
  await using session = await signingIn("hubspot", emulator);
  await session.auth();
  await session.read();
  emulator.revoke();
  expect((await session.read()).stderr).toContain("brain auth");

  await session.auth();

  expect((await session.read()).exitCode).toBe(0);
});

test("`brain run` finds it too, beside brain.config.ts", async () => {
  await using session = await signingIn("hubspot", hubspotEmulator({ sizes: { contacts: 20 } }));
  await session.auth();
  symlinkSync(modules, join(session.cwd, "node_modules"));
  writeFileSync(
    join(session.cwd, "brain.config.ts"),
    `import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { hubspot } from "@brain/hubspot";
const { contacts } = hubspot({
  clientId: ${JSON.stringify(session.env["BRAIN_HUBSPOT_CLIENT_ID"])},
  clientSecret: ${JSON.stringify(session.env["BRAIN_HUBSPOT_CLIENT_SECRET"])},
  ...${session.config},
}).streams;
export const pipelines = [
  definePipeline({
    name: "crm",
    destination: duckdb(${JSON.stringify(join(session.cwd, "crm.duckdb"))}),
    flows: [from(contacts).protect(maskDeclared(contacts)).into("contacts")],
  }),
];
`,
  );

  const { exitCode, stdout } = await session.run("run");

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/contacts +complete +20 /);
});

test("Ctrl-C ends the waiting", async () => {
  await using session = await signingIn("ga4", ga4Emulator(), { decision: "nothing" });
  const running = session.auth("--json");
  await consentAddress(session.written);
  session.signal("SIGINT");

  expect((await running).exitCode).toBe(130);
});

test("a refresh token in the options is said to win", async () => {
  await using session = await signingIn("hubspot", hubspotEmulator());
  session.terminal.env["BRAIN_HUBSPOT_REFRESH_TOKEN"] = "canary-refresh";

  const { stderr } = await session.auth();

  expect(stderr).toContain("BRAIN_HUBSPOT_REFRESH_TOKEN");
  expect(stderr).not.toContain("canary-refresh");
});

describe("what cannot be signed in to", () => {
  test.each([
    ["mixpanel", "no consent page", "ga4, hubspot, linkedin-ads, reddit"],
    ["linkedin", 'did you mean "linkedin-ads"?', "brain connectors"],
    ["hubspot", "clientId is missing (BRAIN_HUBSPOT_CLIENT_ID)", "Looked in"],
    ["reddit", "clientId is missing (BRAIN_REDDIT_CLIENT_ID)", "Looked in"],
  ])("%s", async (name, what, hint) => {
    const { exitCode, stderr } = await endOf(
      startBrain(["auth", name], { cwd: temporaryFolder() }),
    );

    expect(exitCode).toBe(3);
    expect(stderr).toContain(what);
    expect(stderr).toContain(hint);
  });

  test("a page that is none", async () => {
    const env = { BRAIN_GA4_CLIENT_ID: "c", BRAIN_GA4_CLIENT_SECRET: "secret-of-ga4" };

    const { exitCode, stderr } = await testTerminal(env).run(
      "auth",
      sourceOf("ga4"),
      "--authorize-url=file:///etc/passwd",
    );

    expect([exitCode, stderr]).toEqual([
      3,
      expect.stringContaining("no address of a consent page"),
    ]);
  });
});

test("--help says where the token is kept", async () => {
  const { exitCode, stdout } = await testTerminal().run("auth", "--help");

  expect(exitCode).toBe(0);
  expect(stdout).toContain(".brain/credentials.json");
});
