import { checkExchange } from "../openapi/check-exchange.ts";
import { readOpenApi } from "../openapi/document.ts";
import type { Recordings } from "../recordings.ts";
import { projectExchanges } from "./emulated.ts";

/** Where the official document is wrong about its own API, as recorded answers show. */
const WRONG: readonly RegExp[] = [
  // Documented as a number; real ids are text.
  /^\$\.results\[\d+\]\.\$distinct_id is string, not integer$/,
  // "null for step 0", says its own description.
  /\.steps\[\d+\]\.avg_time(_from_start)? is null$/,
  // Recorded as null for cohorts of users.
  /^\$\[\d+\]\.data_group_id is null$/,
];

/** Every request of the source, and every answer of the emulator, to a path of this document fits it. */
export async function playOpenApi(recordings: Recordings, path: string): Promise<string> {
  const document = readOpenApi(await recordings.text(path));
  const checked = new Set<string>();
  let count = 0;
  for (const exchange of await projectExchanges()) {
    const result = checkExchange(document, exchange);
    if (result === undefined) continue;
    const { template, differences } = result;
    const real = differences.filter((one) => !WRONG.some((known) => known.test(one)));
    if (real.length > 0) throw new Error(`${template}: ${real.slice(0, 3).join("; ")}`);
    checked.add(template);
    count += 1;
  }
  if (count === 0) throw new Error("nothing was asked of this document's paths");
  return `${count} requests and answers of ${[...checked].join(", ")}`;
}
