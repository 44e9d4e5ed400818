import { z } from "zod";
import { load } from "../load.ts";
import { readFixture } from "../fixture.ts";
import type { Recordings } from "../recordings.ts";
import { connect, streamOf } from "./play-lms.ts";

const valuesSchema = z.array(
  z.object({
    format: z.enum(["epoch_s", "epoch_ms", "iso", "date"]),
    in: z.union([z.string(), z.number()]),
    out: z.string().nullable(),
  }),
);
const names = { epoch_s: "seconds", epoch_ms: "milliseconds", iso: "iso", date: "iso" } as const;

/** Each spelling of a time, as a field that the config describes, is the same instant in a column of DuckDB. */
export async function playTimes(recordings: Recordings, path: string): Promise<string> {
  const { expect } = await readFixture(recordings, path);
  const values = valuesSchema.parse(expect["values"]);
  const record = Object.fromEntries(values.map((value, at) => [`at_${at}`, value.in]));
  const fields = Object.fromEntries(
    values.map(({ format }, at) => [
      `at_${at}`,
      { type: "instant", format: names[format] } as const,
    ]),
  );
  const answer = { status: 200, headers: {}, body: [{ id: 1, ...record }] };
  const request = { method: "GET", path: "/times", query: {}, requestHeaders: {} };
  const { source, clock } = connect([{ request, response: answer }], {
    preset: "none",
    apiKey: "t",
    streams: { times: { fields, paging: { type: "none" } } },
  });
  const { rows, types } = await load(streamOf(source, "times"), { clock });
  for (const [at, { out }] of values.entries()) {
    const given = rows[0]?.[`at_${at}`] ?? null;
    const instant =
      typeof given === "string" ? Date.parse(`${given.replace(" ", "T").slice(0, 19)}Z`) : null;
    if (instant !== (out === null ? null : Date.parse(out))) {
      throw new Error(`value ${at} became ${String(given)}, not ${out}`);
    }
    if (types[`at_${at}`] !== "TIMESTAMP") throw new Error(`column ${at} is ${types[`at_${at}`]}`);
  }
  return `${values.length} values`;
}
