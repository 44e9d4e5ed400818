import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type Gunzip,
} from "node:zlib";

/** Undoes one Content-Encoding; the decoder is chosen by the first bytes. */
export interface Coding {
  readonly name: string;
  decoder(first: Uint8Array): Gunzip;
}

const gzip: Coding = { name: "gzip", decoder: () => createGunzip() };
/** Some servers send deflate without the zlib header, whose first byte has 8 in its lower half. */
const deflate: Coding = {
  name: "deflate",
  decoder: ([head = 0]) => ((head & 0x0f) === 8 ? createInflate() : createInflateRaw()),
};
const brotli: Coding = { name: "br", decoder: () => createBrotliDecompress() };

const CODINGS = new Map([
  ["gzip", gzip],
  ["x-gzip", gzip],
  ["deflate", deflate],
  ["br", brotli],
]);
/** As many as `fetch` undoes; each can multiply the size. */
const MAX_CODINGS = 5;

/** The codings of a header in the order in which they are undone; none, when one of them is unknown here. */
export function codingsOf(header: string | readonly string[] | undefined): readonly Coding[] {
  const names = [header ?? ""].flat().join(",").toLowerCase().split(",");
  const known = names.map((name) => CODINGS.get(name.trim()));
  if (known.length > MAX_CODINGS || known.includes(undefined)) return [];
  return known.filter((coding) => coding !== undefined).toReversed();
}
