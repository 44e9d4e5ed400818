import { compareRows } from "../compare-rows.ts";
import { errorOf, load } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import type { PlayedRequest } from "../vendor.ts";
import { readFixture, type Fixture } from "../fixture.ts";
import { playedSite } from "./played-site.ts";

/** Reads a stream of the played answers into DuckDB, and compares the rows and DuckDB's types of their columns. */
export function playRows(
  name: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  types: Readonly<Record<string, string>>,
) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const { clock, vendor, stream } = playedSite(fixture, name);
    const loaded = await load(stream, { clock });
    checkRequests(fixture, vendor.requests);
    if (loaded.rows.length !== fixture.expect.count) {
      throw new Error(`${loaded.rows.length} rows were loaded, not ${fixture.expect.count}`);
    }
    return compareRows(loaded, rows, ["id"], types);
  };
}

/** Reading each of these streams ends with this error and one of the fixture's texts, at the first answer. */
export function playError(names: readonly string[], code: string, vendorCode?: string) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const texts = fixture.expect.messageContainsAny;
    const messages: string[] = [];
    for (const name of names) {
      const { vendor, stream } = playedSite(fixture, name);
      const error = await errorOf(stream);
      if (error.code !== code) throw new Error(`${name} ended with ${error.code}`);
      if (vendorCode !== undefined && error.context["vendorCode"] !== vendorCode) {
        throw new Error(`${name} ended with ${JSON.stringify(error.context)}`);
      }
      if (texts.length > 0 && !texts.some((text) => error.message.includes(text))) {
        throw new Error(`the message is: ${error.message}`);
      }
      if (vendor.requests.length > 1) throw new Error(`${vendor.requests.length} requests`);
      messages.push(error.message);
    }
    return messages.join("; ");
  };
}

/** Every request is one of the recorded ones, as far as those name parameters and headers, and there are no more. */
function checkRequests({ exchanges, expect }: Fixture, sent: readonly PlayedRequest[]): void {
  if (sent.length > (expect.maxRequests ?? exchanges.length)) {
    throw new Error(`${sent.length} requests were sent`);
  }
  for (const [index, { url, headers }] of sent.entries()) {
    const { query, requestHeaders } = exchanges[index]?.request ?? {};
    for (const [name, value] of Object.entries(query ?? {})) {
      const given = url.searchParams.get(name);
      if (given !== value) throw new Error(`parameter ${name} was ${given}, not ${value}`);
    }
    for (const [name, value] of Object.entries(requestHeaders ?? {})) {
      if (headers.get(name) !== value) throw new Error(`header ${name} was ${headers.get(name)}`);
    }
  }
}
