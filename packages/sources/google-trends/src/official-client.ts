import { HttpError, InvariantError, RateLimitedError, type Runtime } from "@brain/core";
import { httpClient } from "@brain/http";
import type { ResolvedConfig } from "./config.ts";
import { officialAuth } from "./credentials.ts";
import { isOperation, operationPath, toOperation, type Operation } from "./official-mapping.ts";
import { badSpec, classifyOfficial } from "./vendor-errors.ts";

const DAY_MS = 86_400_000;
/** Points a day; 100 requests a day are kept to as well, since none is counted as fewer than 100 points. */
const POINTS_PER_DAY = 10_000;
const LEAST_POINTS = 100;
const POLL_MS = 2_000;
const GIVE_UP_MS = 60_000;
const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;

/** The official API. Lives as long as one scope. */
export type OfficialClient = ReturnType<typeof createOfficialClient>;

/** A client of the official API, an alpha that one must be let into ({@link https://developers.google.com/search/apis/trends}, read 2026-11-24). */
export function createOfficialClient(config: ResolvedConfig, runtime: Runtime) {
  const { clock } = runtime;
  const client = httpClient(
    {
      baseUrl: config.officialUrl,
      auth: officialAuth(config),
      http: config.http,
      headers:
        config.quotaProject === undefined ? {} : { "x-goog-user-project": config.quotaProject },
      budgets: { points: [{ requests: POINTS_PER_DAY, perMs: DAY_MS }] },
      classify: (response, body) => classifyOfficial(response, body, clock),
    },
    runtime,
  );

  return {
    /** Begins an operation and gives its name, to be saved before it is waited for. */
    async begin(method: string, body: object, points: number): Promise<string> {
      const { body: answer } = await client.json(`v1alpha:${method}`, {
        json: body,
        // Asking twice costs twice, and changes nothing.
        readOnly: true,
        budget: "points",
        cost: Math.max(LEAST_POINTS, points),
        shape: isOperation,
      });
      return toOperation(answer).name;
    },

    /**
     * What came of an operation; undefined: the API has forgotten it.
     *
     * @throws RateLimitedError when it is not done within a minute: the next run asks for it again.
     */
    async finished(name: string): Promise<Operation["response"]> {
      for (const until = clock.now() + GIVE_UP_MS; ;) {
        const { status, body } = await client.json(operationPath(name), {
          endpoint: "v1alpha/operations/{name}",
          expect: [404],
          shape: isOperation,
        });
        if (status === 404) return undefined;
        const operation = toOperation(body);
        if (operation.error) throw failedOperation(operation.error, clock.now());
        if (operation.done === true) return operation.response ?? {};
        if (clock.now() >= until) throw stillRunning(clock.now());
        await clock.sleep(POLL_MS, runtime.signal);
      }
    },

    /** @throws the reason why the API cannot be used. Costs nothing: an operation that there is not is asked for. */
    async check(): Promise<void> {
      await client.json(operationPath("none"), { expect: [404] });
    },
  };
}

/** The official client, which is there where the streams that ask for it are. */
export function officialOf({ official }: { readonly official: OfficialClient | undefined }) {
  if (official !== undefined) return official;
  throw new InvariantError({
    code: "invariant",
    message: "The official API was asked for without credentials.",
  });
}

function failedOperation(error: NonNullable<Operation["error"]>, now: number): Error {
  const said = error.message ? `: ${error.message.slice(0, 200)}` : "";
  const context = { connector: "google-trends", vendorCode: String(error.code ?? "") };
  if (error.code === INVALID_ARGUMENT) return badSpec(said, context);
  const message = `The official Google Trends API could not do what was asked${said}.`;
  return error.code === RESOURCE_EXHAUSTED
    ? new RateLimitedError({
        code: "quota_exhausted",
        message,
        resumeAt: new Date(now + DAY_MS).toISOString(),
        context,
      })
    : new HttpError({ code: "http_status", message, retryable: true, context });
}

function stillRunning(now: number): RateLimitedError {
  return new RateLimitedError({
    code: "rate_limited",
    message: "The official Google Trends API has not finished within a minute.",
    hint: "The next run asks for the same operation again, at no further cost.",
    resumeAt: new Date(now + GIVE_UP_MS).toISOString(),
    context: { connector: "google-trends" },
  });
}
