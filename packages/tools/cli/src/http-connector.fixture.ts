import { defineConnector } from "@brain/core";
import { httpClient, httpSettings, restStream } from "@brain/http";
import { z } from "zod";

/** One list over HTTP, at whatever address the config names. */
export const api = defineConnector({
  name: "api",
  version: "1.0.0",
  config: z.strictObject({ baseUrl: z.string(), http: httpSettings.optional() }),
  connect: (config, runtime) => httpClient(config, runtime),
  check: (client) => client.json("items"),
  streams: {
    items: restStream({
      schema: z.object({ id: z.number() }),
      primaryKey: ["id"],
      path: "items",
      records: (body) => body,
    }),
  },
});
