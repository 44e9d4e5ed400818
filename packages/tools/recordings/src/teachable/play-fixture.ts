import type { Source, Stream } from "@brain/core";
import { isDeepStrictEqual } from "node:util";
import { errorOf, load, type Loaded } from "../load.ts";
import type { Recordings } from "../recordings.ts";
import { readFixture, type Fixture } from "../fixture.ts";
import { playedSchool } from "./played-school.ts";

/** What of a table is compared. */
interface Due {
  /** DuckDB's types of these columns. */
  readonly types: Readonly<Record<string, string>>;
  /** The columns that keys are made of, joined by `|`. */
  readonly key: readonly string[];
  /** A row that must be there, with these values. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** Reads a stream of the played answers into DuckDB and compares count, keys, types and one row. */
export function playRows(due: Due, config = {}, beside: Readonly<Record<string, object>> = {}) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const { clock, vendor, source } = playedSchool(fixture, config, beside);
    const stream = streamOf(source, fixture);
    const loaded = await load(stream, { clock });
    for (const { headers } of vendor.requests) {
      if (headers.get("apiKey") !== "k" || headers.has("authorization")) {
        throw new Error("a request was signed otherwise than with the header apiKey");
      }
    }
    const { piiFields } = fixture.expect;
    const undeclared = piiFields.filter((field) => !Object.hasOwn(stream.info.pii ?? {}, field));
    if (undeclared.length > 0) throw new Error(`not declared as personal: ${undeclared.join()}`);
    return compare(loaded, fixture, due);
  };
}

/** Reading a stream ends with this error, with the texts that the fixture names, after so many requests. */
export function playError(name: string, code: string, config = {}) {
  return async (recordings: Recordings, path: string): Promise<string> => {
    const fixture = await readFixture(recordings, path);
    const { vendor, source } = playedSchool(fixture, config);
    const error = await errorOf(streamOf(source, fixture, name));
    if (error.code !== code) throw new Error(`the error is ${error.code}: ${error.message}`);
    const { messageContains, maxRequests = 1 } = fixture.expect;
    const missing = messageContains.filter((text) => !error.message.includes(text));
    if (missing.length > 0) throw new Error(`${error.message} lacks ${missing.join("; ")}`);
    if (vendor.requests.length > maxRequests) {
      throw new Error(`${vendor.requests.length} requests were sent`);
    }
    return `${code} after ${vendor.requests.length} request`;
  };
}

function streamOf({ streams }: Source, { expect }: Fixture, name = expect.stream): Stream {
  const stream = streams[name ?? ""];
  if (stream === undefined) throw new Error(`the source has no stream ${name}`);
  return stream;
}

function compare(
  { rows, types }: Loaded,
  { expect }: Fixture,
  { types: due, key, row }: Due,
): string {
  const wrong = Object.entries(due).filter(([column, type]) => types[column] !== type);
  if (wrong.length > 0) throw new Error(`column ${wrong[0]?.[0]} is ${types[wrong[0]?.[0] ?? ""]}`);
  const keys = rows.map((one) => key.map((column) => String(one[column])).join("|")).toSorted();
  if (expect.keys !== undefined && !isDeepStrictEqual(keys, expect.keys.toSorted())) {
    throw new Error(`the keys are ${keys.join(", ")}`);
  }
  if (expect.count !== undefined && rows.length !== expect.count) {
    throw new Error(`${rows.length} rows were loaded, not ${expect.count}`);
  }
  const found = rows.some((one) =>
    Object.entries(row).every(([column, value]) => isDeepStrictEqual(one[column], value)),
  );
  if (!found) throw new Error(`no row is ${JSON.stringify(row)}: ${JSON.stringify(rows[0])}`);
  return `${rows.length} rows, ${Object.keys(due).length} columns typed`;
}
