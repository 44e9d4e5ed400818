import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { brain } from "@brain/cli";
import { sandboxApis, sandboxCredentials, serve } from "@brain/sandbox";
import type { BrowserContext } from "playwright-core";
import { startBrowser } from "./browser.ts";

/** `brain auth` with a real browser: it clicks on the consent page, and what was stored reads the emulator. */
const vendors = {
  ga4: { page: "/o/oauth2/v2/auth", app: sandboxCredentials.ga4, stream: "traffic" },
  hubspot: { page: "/oauth/authorize", app: sandboxCredentials.hubspot, stream: "contacts" },
  "linkedin-ads": {
    page: "/oauth/v2/authorization",
    app: sandboxCredentials.linkedinAds,
    stream: "campaigns",
  },
  reddit: { page: "/api/v1/authorize", app: sandboxCredentials.reddit, stream: "me" },
} as const;

type VendorName = keyof typeof vendors;

interface Outcome {
  readonly vendor: VendorName;
  readonly clicked: "allow" | "deny";
  /** What the browser showed at last. */
  readonly page: string;
  readonly auth: number;
  readonly read: number;
  readonly ok: boolean;
}

const CLOSE = "You can close this window";

async function signIn(
  browser: BrowserContext,
  vendor: VendorName,
  clicked: "allow" | "deny",
): Promise<Outcome> {
  const api = sandboxApis[vendor];
  if (api === undefined) throw new Error(`The sandbox has no ${vendor}.`);
  const { page: path, app, stream } = vendors[vendor];
  const served = await serve(api.emulator());
  const cwd = mkdtempSync(join(tmpdir(), "brain-sign-in-"));
  const page = await browser.newPage();
  const errors: string[] = [];
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      errors.push(String(chunk));
      done();
    },
  });
  const variable = `BRAIN_${vendor.replaceAll("-", "_").toUpperCase()}`;
  const stops = new Set<(signal: "SIGINT") => void>();
  const clicking = Promise.withResolvers<string>();
  const click = async (url: string): Promise<string> => {
    await page.goto(url);
    await page.click(`#${clicked}`);
    return page.innerText("body");
  };
  const terminal: Parameters<typeof brain>[1] = {
    cwd,
    env: {
      [`${variable}_CLIENT_ID`]: app.clientId,
      [`${variable}_CLIENT_SECRET`]: app.clientSecret,
      BRAIN_GA4_PROPERTY_ID: sandboxCredentials.ga4.propertyId,
    },
    stdin: Object.assign(new PassThrough(), { isTTY: true }),
    stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
    stderr,
    openBrowser(url) {
      const shown = click(url);
      clicking.resolve(shown);
      // Nobody will answer any more.
      shown.catch(() => stops.forEach((stop) => stop("SIGINT")));
    },
    onSignal(stop) {
      stops.add(stop);
      return () => stops.delete(stop);
    },
  };
  const config = `--config=${JSON.stringify(api.config(served.url))}`;
  try {
    const auth = await brain(
      ["auth", vendor, `--authorize-url=${served.url}${path}`, config],
      terminal,
    );
    const shown = await clicking.promise;
    const read = await brain(["read", vendor, stream, "--limit=3", config], terminal);
    const wanted = clicked === "allow" ? [0, 0] : [3, 3];
    const ok = shown.includes(CLOSE) && auth === wanted[0] && read === wanted[1];
    if (!ok) console.log(errors.join(""));
    return { vendor, clicked, page: shown.slice(0, CLOSE.length), auth, read, ok };
  } finally {
    await page.close();
    await served.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

await using browser = await startBrowser();
if (browser === undefined) {
  console.log("Skipped: there is no Chromium (Debian: apt-get install chromium; else CHROMIUM=…).");
} else {
  const outcomes: Outcome[] = [];
  for (const vendor of ["ga4", "hubspot", "linkedin-ads", "reddit"] as const) {
    outcomes.push(await signIn(browser, vendor, "allow"));
  }
  outcomes.push(await signIn(browser, "hubspot", "deny"));
  console.table(outcomes);
  if (outcomes.some(({ ok }) => !ok)) process.exitCode = 1;
}
