import { z } from "zod";
import type { Recordings } from "../recordings.ts";
import { requestsSoFar } from "./play-hubspot.ts";

const operationSchema = z.looseObject({
  params: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
});
const factsSchema = z.looseObject({
  apis: z.record(
    z.string(),
    z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) }),
  ),
});

/** Every request that the plays before sent has a documented path and method, and names documented parameters only. */
export async function playInterface(recordings: Recordings, path: string): Promise<string> {
  const { apis } = factsSchema.parse(await recordings.json(path));
  const documented = Object.values(apis).flatMap(({ paths }) => Object.entries(paths));
  const requests = requestsSoFar();
  if (requests.length === 0) throw new Error("nothing was asked for before");
  const endpoints = new Set<string>();
  for (const { method, url } of requests) {
    const fitting = documented.filter(([template]) => fits(template, url.pathname));
    const operations = fitting.flatMap(([, methods]) => methods[method.toLowerCase()] ?? []);
    if (operations.length === 0) throw new Error(`${method} ${url.pathname} is not documented`);
    const known = new Set(operations.flatMap(({ params }) => params.map(({ name }) => name)));
    const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new Error(`${url.pathname} has no parameter ${unknown.join(", ")}`);
    endpoints.add(`${method} ${url.pathname}`);
  }
  return `${requests.length} requests to ${endpoints.size} endpoints`;
}

function fits(template: string, pathname: string): boolean {
  const pattern = template
    .split(/\{\w+\}/)
    .map(escape)
    .join("[^/]+");
  return new RegExp(`^${pattern}$`).test(pathname);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
