import { check, type RuleSet, type Stream } from "@brain/core";
import { collect, type CollectOptions } from "./collect.ts";

/**
 * What the records of a source break of the rule sets that it exports, by stream: a sentence for each broken rule of severity
 * `error`, for each stream without records, which shows nothing, and for each set without a stream. None when all is well.
 *
 * @example `expect(await brokenRules(source.streams, hubspotRules)).toEqual([])`
 */
export async function brokenRules(
  streams: Readonly<Record<string, Stream>>,
  sets: Readonly<Record<string, object>>,
  options: CollectOptions = {},
): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, set] of Object.entries(sets)) {
    const stream = streams[name];
    const records = stream === undefined ? [] : await collect(stream, options);
    if (records.length === 0) broken.push(`${name}: no records`);
    // The compiler has seen it where it was written, for the records of this stream.
    for (const rule of check(records, set as RuleSet<object>).rules) {
      if (rule.severity === "error" && rule.records > 0)
        broken.push(`${name}: ${rule.name} in ${rule.records} of ${records.length}`);
    }
  }
  return broken;
}
