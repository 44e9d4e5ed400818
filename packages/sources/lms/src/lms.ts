import { defineConnector, type Json, type StreamDefinitions } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createLmsClient, type LmsClient } from "./client.ts";
import { lmsConfigSchema, type ResolvedLmsConfig } from "./config.ts";
import { lmsStream } from "./lms-stream.ts";
import type { Lms } from "./types.ts";

/**
 * Any learning platform with a REST API: Moodle, Canvas, Open edX and xAPI by name, every other one described by plain data.
 *
 * @example
 * ```ts
 * const campus = lms({ baseUrl: "https://lms.example.com/api", apiKey });
 * for await (const user of campus.streams.users.read().records()) console.log(user.id, user.email);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 */
export const lms: Lms = defineConnector({
  name: "lms",
  version: "0.0.0",
  config: lmsConfigSchema,
  identity: identityOf,
  connect: createLmsClient,
  check: checkAccess,
  streams: ({ plans, timeZone }): StreamDefinitions<LmsClient> =>
    Object.fromEntries(
      Object.values(plans).map((plan) => [plan.name, lmsStream(plan, plans, timeZone)]),
    ),
});

/**
 * What decides which rows there are: whom is asked and how, not what is made of them or how many come at once. Other sources
 * leave their address out, since it is a proxy's or the sandbox's; here it is what names the campus.
 */
function identityOf({ baseUrl, preset, plans, timeZone }: ResolvedLmsConfig, name: string): Json {
  const { path, query, form, json, records, keyed, cursor } = plans[name] ?? {};
  const decides = {
    baseUrl,
    preset,
    timeZone,
    path,
    query,
    form,
    json,
    records,
    keyed,
    by: cursor?.field,
  };
  // What is undefined goes, and all else is JSON as it came.
  return JSON.parse(JSON.stringify(decides)) as Json;
}
