import { z } from "zod";
import { sandboxCredentials } from "./credentials.ts";
import type { Emulator } from "./emulator.ts";

const recordSchema = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.looseObject({ value: z.string(), timestamp: z.string() })))
    .optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  archived: z.boolean(),
  archivedAt: z.string().optional(),
  associations: z
    .record(
      z.string(),
      z.looseObject({
        results: z.array(z.object({ id: z.string(), type: z.string() })),
        paging: z.looseObject({ next: z.looseObject({ after: z.string() }) }).optional(),
      }),
    )
    .optional(),
});
const pageSchema = z.looseObject({
  total: z.number().optional(),
  results: z.array(recordSchema),
  paging: z.object({ next: z.looseObject({ after: z.string() }) }).optional(),
  numErrors: z.number().optional(),
  errors: z.array(z.looseObject({ category: z.string() })).optional(),
});

/** A page of records. */
export type Page = z.output<typeof pageSchema>;

/** An answer with its JSON. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks a HubSpot emulator as the holder of its static token, or of another one. */
export async function ask(
  emulator: Emulator,
  path: string,
  body?: unknown,
  token: string = sandboxCredentials.hubspot.accessToken,
): Promise<Asked> {
  const response = await emulator.fetch(
    new Request(`https://api.hubapi.com${path}`, {
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Asks for a page of records that must come. */
export async function askPage(emulator: Emulator, path: string, body?: unknown): Promise<Page> {
  const asked = await ask(emulator, path, body);
  if (asked.status >= 300)
    throw new Error(`${path}: ${asked.status} ${JSON.stringify(asked.body)}`);
  return pageSchema.parse(asked.body);
}

/** Reads every page of a list; the path has a query already. */
export async function askAll(emulator: Emulator, path: string): Promise<Page["results"]> {
  const results: Page["results"] = [];
  for (let after = ""; ;) {
    const page = await askPage(emulator, `${path}${after === "" ? "" : `&after=${after}`}`);
    results.push(...page.results);
    if (page.paging === undefined) return results;
    after = encodeURIComponent(page.paging.next.after);
  }
}

/** Asks the token endpoint. */
export async function askToken(
  emulator: Emulator,
  form: Readonly<Record<string, string>> = {},
  path = "/oauth/2026-09/token",
): Promise<Asked> {
  const { clientId, clientSecret, refreshToken } = sandboxCredentials.hubspot;
  const response = await emulator.fetch(
    new Request(`https://api.hubapi.com${path}`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: refreshToken,
        ...form,
      }),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}
