import { DecodeError } from "@brain/core";
import type { Answer } from "./contracts.ts";
import { lineCutter } from "./decode/line-cutter.ts";
import { parseLines } from "./decode/parse-json.ts";
import { callback } from "./judge.ts";
import type { OpenBody } from "./open-body.ts";
import { decodeFailure } from "./read-json.ts";
import type { StreamEnd } from "./stream-end.ts";

/** A body as arrays of parsed lines, of which the first is awaited here, where a failure is still retried. */
export async function readLines<T>(
  body: OpenBody,
  parse: ((line: string) => T) | undefined,
  end: StreamEnd,
): Promise<Answer<AsyncIterable<T[]>>> {
  const batches = batchesOf(body, parse);
  const first = await batches.next();
  async function* all(): AsyncGenerator<T[]> {
    try {
      if (first.done !== true) yield first.value;
      yield* batches;
      end.completed();
    } catch (error) {
      throw end.failed(error);
    } finally {
      await body.close();
    }
  }
  return { status: body.status, headers: body.headers, url: body.url, body: all() };
}

async function* batchesOf<T>(
  body: OpenBody,
  parse: ((line: string) => T) | undefined,
): AsyncGenerator<T[]> {
  const cutter = lineCutter();
  try {
    for (let chunk = await body.read(); chunk !== undefined; chunk = await body.read()) {
      const { lines, text } = cutter.push(chunk);
      if (lines.length === 0) continue;
      if (parse === undefined) yield parseLines<T>(lines, text, body.secrets);
      else yield callback(() => lines.map((line) => parse(line)), "parse");
    }
    cutter.end();
  } catch (error) {
    await body.close(error);
    throw error instanceof DecodeError ? decodeFailure(error) : error;
  }
}
