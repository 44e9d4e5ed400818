import { createServer } from "node:http";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { sandboxApis, sandboxCredentials, serve, type Emulator } from "@brain/sandbox";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

/** How a vendor is signed in to, and what can be read only by who has. */
interface SignInVendor {
  readonly page: string;
  readonly application: { readonly clientId: string; readonly clientSecret: string };
  /** Of the user's own, so that nothing but the sign-in opens it. */
  readonly stream: string;
  /** Scopes that are asked for by default. */
  readonly scopes: readonly string[];
}

/** The vendors whose users sign in. */
export const signInVendors: Readonly<Record<string, SignInVendor>> = {
  ga4: {
    page: "/o/oauth2/v2/auth",
    application: sandboxCredentials.ga4,
    stream: "traffic",
    scopes: ["https://www.googleapis.com/auth/analytics.readonly"],
  },
  hubspot: {
    page: "/oauth/authorize",
    application: sandboxCredentials.hubspot,
    stream: "contacts",
    scopes: ["oauth", "crm.objects.contacts.read"],
  },
  "linkedin-ads": {
    page: "/oauth/v2/authorization",
    application: sandboxCredentials.linkedinAds,
    stream: "campaigns",
    scopes: ["r_ads", "r_ads_reporting"],
  },
  reddit: {
    page: "/api/v1/authorize",
    application: sandboxCredentials.reddit,
    stream: "me",
    scopes: ["read", "identity"],
  },
};

/** An address that the test chooses, in place of the one that the browser was led to. */
export type Detour = (address: URL) => URL;

/** What the user does with the consent page. */
export interface UserDoes {
  readonly decision?: "allow" | "deny" | "nothing";
  readonly detour?: Detour;
  /** No terminal: what is pasted is read from stdin. */
  readonly pastes?: (address: URL) => string;
}

/** A vendor that is served, and a terminal in front of which a user sits. `fetch` stands for the browser. */
export async function signingIn(name: string, emulator: Emulator, user: UserDoes = {}) {
  const vendor = signInVendors[name];
  const api = sandboxApis[name];
  if (vendor === undefined || api === undefined) throw new RangeError(name);
  const served = await serve(emulator);
  const { decision = "allow", detour = (address) => address, pastes } = user;
  const opened: string[] = [];
  const pages: string[] = [];
  const codes: string[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: pastes === undefined });
  const visit = async (url: string): Promise<void> => {
    opened.push(url);
    if (decision === "nothing") return;
    const body = new URLSearchParams({ decision });
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    const location = answer.headers.get("location");
    const code = location === null ? null : new URL(location).searchParams.get("code");
    if (code !== null) codes.push(code);
    if (location === null) pages.push(await answer.text());
    else if (pastes !== undefined) stdin.write(`${pastes(new URL(location))}\n`);
    else pages.push(await (await fetch(detour(new URL(location)))).text());
  };
  const { clientId, clientSecret } = vendor.application;
  const variable = `BRAIN_${name.replaceAll("-", "_").toUpperCase()}`;
  const env: Record<string, string> = {
    [`${variable}_CLIENT_ID`]: clientId,
    [`${variable}_CLIENT_SECRET`]: clientSecret,
    ...(name === "ga4" && { BRAIN_GA4_PROPERTY_ID: sandboxCredentials.ga4.propertyId }),
  };
  const cwd = temporaryFolder();
  const terminal = testTerminal(env, cwd, {
    stdin,
    openBrowser: (url) => void visit(url),
  });
  const config = JSON.stringify(api.config(served.url));
  const connector = sourceOf(name);
  const authorizeUrl = `${served.url}${vendor.page}`;
  return {
    ...terminal,
    config,
    env,
    emulator,
    opened,
    pages,
    /** Those that the vendor gave out. */
    codes,
    stdin,
    visit,
    /** Signs in at the emulator's consent page. */
    auth: async (...given: string[]) =>
      terminal.run(
        "auth",
        connector,
        `--authorize-url=${authorizeUrl}`,
        `--port=${await freePort()}`,
        `--config=${config}`,
        ...given,
      ),
    read: (stream = vendor.stream) =>
      terminal.run("read", connector, stream, "--limit=3", `--config=${config}`),
    [Symbol.asyncDispose]: served.close,
  };
}

/** A connector's own file: modules of the packages' names are found by Node's loader, not by the tests'. */
export function sourceOf(name: string): string {
  return join(import.meta.dirname, "../../../../sources", name, "src/index.ts");
}

/** Below those that systems give out by themselves, so that no other test's server is given it meanwhile. */
const PORTS = { first: 10_240, count: 20_000 };

async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** The address on which a call waits, once it is printed as JSON on stderr. */
export async function consentAddress(written: { readonly stderr: string }): Promise<string> {
  while (!written.stderr.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 1));
  return String(JSON.parse(written.stderr.split("\n")[0] ?? "{}").consent.url);
}
