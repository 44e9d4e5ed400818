import { brokenBody, bytesOf, part, withBody } from "./bodies.ts";
import { broken } from "./broken.ts";
import type { bodyFaults } from "./fault-names.ts";
import { gzipped } from "./gzip.ts";
import { always, type Fault } from "./scene.ts";

const JSON_TYPE = { "content-type": "application/json" };
/** A lead byte whose continuation does not come. */
const MALFORMED = [0xc3, 0x28];
const BOM = [0xef, 0xbb, 0xbf];
const GZIP = { "content-encoding": "gzip" };

const text = (body: string, contentType = "application/json"): Fault =>
  always(async () => new Response(body, { headers: { "content-type": contentType } }));

const changed = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Fault =>
  always(async (scene) => {
    const answer = await scene.ask();
    return withBody(answer, change(await bytesOf(answer)));
  });

/** Bodies that end too early, or are something else than what is due. */
export const brokenBodyFaults: Readonly<Record<(typeof bodyFaults)[number], Fault>> = {
  "truncated-json": changed((bytes) => part(bytes, 0.6)),
  // `fetch` inflates what came and does not miss the rest.
  "truncated-gzip": always(async (scene) => {
    const answer = await scene.ask();
    const bytes = await bytesOf(answer);
    const body = scene.wire === undefined ? part(bytes, 0.6) : part(await gzipped(bytes), 0.6);
    return withBody(answer, body, GZIP);
  }),
  "corrupt-gzip": always(async (scene) => {
    const answer = await scene.ask();
    const bytes = await bytesOf(answer);
    if (scene.wire === undefined) {
      const error = broken("Z_DATA_ERROR", true);
      return withBody(answer, brokenBody(part(bytes, 0.5), error), GZIP);
    }
    return withBody(answer, corrupted(await gzipped(bytes)), GZIP);
  }),
  "error-200": text(
    '{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}',
  ),
  "html-200": text("<!doctype html><title>Sign in</title><h1>Sign in</h1>", "text/html"),
  "empty-200": text(""),
  "null-200": text("null"),
  "wrong-shape-200": text('{"ok":true}'),
  "malformed-utf8": changed((bytes) => inserted(bytes, middleOf(bytes), MALFORMED)),
  bom: changed((bytes) => inserted(bytes, 0, BOM)),
  "wrong-content-type": always(async (scene) => {
    const answer = await scene.ask();
    return withBody(answer, await bytesOf(answer), { ...JSON_TYPE, "content-type": "text/plain" });
  }),
};

function inserted(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  more: readonly number[],
): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)]);
}

/** Behind the quote that opens a text, so that nothing but the encoding is wrong. */
function middleOf(bytes: Uint8Array): number {
  const quote = bytes.indexOf(0x22, Math.floor(bytes.length / 2));
  return quote < 0 ? Math.floor(bytes.length / 2) : quote + 1;
}

/** Some bytes of the compressed data turned over, behind the header of ten. */
function corrupted(gzip: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const middle = Math.max(10, Math.floor(gzip.length / 2));
  return gzip.map((byte, at) => (at >= middle && at < middle + 8 ? byte ^ 0xff : byte));
}
