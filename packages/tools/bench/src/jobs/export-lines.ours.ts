// An export's lines by our HTTP client.
import { createRuntime } from "@brain/core";
import { httpClient } from "@brain/http";
import { job } from "../job.ts";

await job(async ({ url }) => {
  const client = httpClient({ baseUrl: url, http: { allowPrivateNetwork: true } }, createRuntime());
  let records = 0;
  for await (const lines of (await client.lines("export")).body) records += lines.length;
  return { records };
});
