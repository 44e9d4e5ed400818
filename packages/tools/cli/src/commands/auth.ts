import { join } from "node:path";
import { createRuntime } from "@brain/core";
import { exchangeCode, storeSignIn } from "@brain/http";
import { applicationOf, type Application } from "../auth/application.ts";
import { consentCode } from "../auth/consent-code.ts";
import { consentRequest, type ConsentRequest } from "../auth/consent-request.ts";
import { readPasted, toAnswer } from "../auth/pasted-answer.ts";
import { listenForRedirect, REDIRECT_PATH } from "../auth/redirect-server.ts";
import { credentialsOf, CREDENTIALS_FILE } from "../credentials.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { showError } from "../show-error.ts";
import { watchSignals } from "../stop.ts";
import { transport } from "../transport.ts";

/** Options of `brain auth`. */
export interface AuthCommandOptions {
  /** Of the redirect address; default see {@link REGISTERED_PORT}. */
  readonly port?: number | undefined;
  readonly browser: boolean;
  /** Beside those that the source needs. */
  readonly scope?: readonly string[] | undefined;
  readonly authorizeUrl?: string | undefined;
}

/** Where vendors compare the whole redirect address, a port that changes could not be registered. */
export const REGISTERED_PORT = 8765;
/** Administrators may have to be asked first. */
const WAIT_MS = 600_000;

/** Lets the user consent in the browser, and keeps the refresh token where the other commands find it. */
export async function auth(
  session: Session,
  name: string,
  options: AuthCommandOptions,
): Promise<number> {
  const stop = watchSignals(session.terminal);
  try {
    const application = await applicationOf(session, name);
    const { terminal } = session;
    const hasBrowser = options.browser && terminal.stdin.isTTY === true;
    const [request, code] = hasBrowser
      ? await askBrowser(session, application, options, stop.drain)
      : await askPaste(session, application, options, stop.drain);
    const scopes = await signIn(session, application, request, code, stop.abort);
    await report(session, application, scopes);
    return exitCodes.succeeded;
  } catch (error) {
    showError(session, error);
    return exitCodeOf(error, stop.signal());
  } finally {
    stop.end();
  }
}

type Asked = readonly [request: ConsentRequest, code: string];

async function askBrowser(
  session: Session,
  application: Application,
  options: AuthCommandOptions,
  signal: AbortSignal,
): Promise<Asked> {
  await using server = await listenForRedirect(options.port ?? usualPort(application));
  const request = requestOf(application, options, server.port);
  tellAddress(session, application, request, "Opening the browser. If nothing happens, open:");
  session.terminal.openBrowser(request.url);
  const answer = await server.answer(signal, WAIT_MS);
  return [request, consentCode(answer, request.state)];
}

async function askPaste(
  session: Session,
  application: Application,
  options: AuthCommandOptions,
  signal: AbortSignal,
): Promise<Asked> {
  const port = options.port ?? (usualPort(application) || REGISTERED_PORT);
  const request = requestOf(application, options, port);
  tellAddress(session, application, request, "Open this address, on any machine:");
  if (session.options.json !== true) {
    session.tell(
      "Then paste the address to which the browser was sent back, though it shows no page there, or its code:",
    );
  }
  const pasted = await readPasted(session.terminal.stdin, signal);
  session.redact.add(pasted);
  return [request, consentCode(toAnswer(pasted, request.state), request.state)];
}

function usualPort({ consent }: Application): number {
  return consent.redirect === "any-port" ? 0 : REGISTERED_PORT;
}

function requestOf(
  { consent, clientId }: Application,
  { scope = [], authorizeUrl }: AuthCommandOptions,
  port: number,
): ConsentRequest {
  // Vendors that compare addresses take `http:` for this name alone; the others advise against it (RFC 8252 §8.3).
  const host = consent.redirect === "registered" ? "localhost" : "127.0.0.1";
  const redirectUri = `http://${host}:${port}${REDIRECT_PATH}`;
  const scopes = [...new Set([...consent.scopes, ...scope])];
  return consentRequest(consent, { clientId, redirectUri, scopes, authorizeUrl });
}

function tellAddress(
  session: Session,
  { connector, consent }: Application,
  { url, redirectUri, scopes }: ConsentRequest,
  what: string,
): void {
  if (session.options.json) {
    session.tell(JSON.stringify({ consent: { connector, url, redirectUri, scopes } }));
    return;
  }
  session.tell(`Scopes: ${scopes.join(" ")}`);
  if (consent.redirect === "registered") {
    session.tell(`Redirect address, which the application must have registered: ${redirectUri}`);
  }
  session.tell(`${what}\n\n  ${url}\n`);
}

/** Exchanges the code and stores what it gives; resolves to the scopes that were granted, as far as is known. */
async function signIn(
  session: Session,
  { connector, consent, clientId, clientSecret, tokenUrl, headers, http }: Application,
  { redirectUri, verifier, scopes }: ConsentRequest,
  code: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  session.redact.add(code);
  const credentials = credentialsOf(session.terminal.cwd);
  const runtime = createRuntime({ log: session.log, fetch: transport, credentials, signal });
  const { clientAuth } = consent;
  const exchange = { tokenUrl, clientId, clientSecret, clientAuth, code, redirectUri, verifier };
  const consented = await exchangeCode({ ...exchange, headers, http }, runtime);
  session.redact.add(consented.refreshToken);
  await storeSignIn({ clientId, tokenUrl }, consented.refreshToken, runtime);
  const granted = consented.scopes ?? scopes;
  const lacking = scopes.filter((scope) => !granted.includes(scope));
  if (lacking.length > 0) {
    session.log.warn(
      `${connector} was not granted ${lacking.join(" ")}: what needs it cannot be read.`,
    );
  }
  return granted;
}

async function report(
  session: Session,
  { connector, clientId }: Application,
  scopes: readonly string[],
): Promise<void> {
  const file = join(session.terminal.cwd, CREDENTIALS_FILE);
  await session.print(
    session.options.json
      ? `${JSON.stringify({ connector, clientId, scopes, file })}\n`
      : `Signed in to ${connector}, for: ${scopes.join(" ")}\n` +
          `The refresh token is in ${file}.\n` +
          `Next: brain check ${connector}\n`,
  );
}
