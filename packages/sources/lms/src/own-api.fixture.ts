import type { StreamsOptions } from "./types.ts";
import { campus } from "./campus.fixture.ts";

type Answering = (request: {
  readonly url: URL;
  readonly count: number;
  readonly body: string;
}) => unknown;

/** A platform of a test's own: streams described by nothing but this config, and what it answers. */
export function ownApi(streams: StreamsOptions, answer: Answering, config: object = {}) {
  const bodies: string[] = [];
  const made = campus({
    config: {
      preset: "none",
      apiKey: "own-key",
      baseUrl: "https://own.example/api",
      streams,
      ...config,
    },
    intercept: async (request, count) => {
      const body = await request.clone().text();
      bodies.push(body);
      const given = answer({ url: new URL(request.url), count, body });
      return given instanceof Response ? given : Response.json(given);
    },
  });
  /** Path and query of each request, below the base address. */
  const paths = (): string[] =>
    made.requests.map(({ url }) =>
      decodeURIComponent(url.pathname.replace("/api/", "") + url.search),
    );
  return { ...made, bodies, paths };
}

/** Records with these ids. */
export const items = (...ids: readonly (number | string)[]): { readonly id: number | string }[] =>
  ids.map((id) => ({ id }));

export const idsOf = (records: readonly Readonly<Record<string, unknown>>[]): string[] =>
  records.map(({ id }) => String(id));

/** The error that a promise ends with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("Nothing failed.");
}
