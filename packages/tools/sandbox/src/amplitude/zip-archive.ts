import { crc32 } from "./crc32.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file of an archive. */
export interface ZipFile {
  readonly name: string;
  readonly content: Bytes;
}

const MOST = 0xffff;
const encoder = new TextEncoder();

/**
 * A zip archive as Amplitude writes it, a piece at a time: files are stored, and their sizes stand behind them. More than
 * 65,535 files are counted in 64 bits, and so are all `inLong`.
 */
export async function* zipArchive(
  files: AsyncIterable<ZipFile>,
  inLong = false,
): AsyncGenerator<Bytes> {
  const directory: Bytes[] = [];
  let offset = 0;
  let directoryBytes = 0;
  for await (const { name, content } of files) {
    const named = encoder.encode(name);
    const sums = [crc32(content), content.length, content.length];
    const header = [
      4,
      [0x04034b50],
      2,
      [20, 8, 0, 0, 0],
      4,
      [0, 0, 0],
      2,
      [named.length, 0],
    ] as const;
    const pieces = [fields(header), named, content, fields([4, [0x08074b50, ...sums]])];
    const listed = joined([
      fields([4, [0x02014b50], 2, [20, 20, 8, 0, 0, 0], 4, sums]),
      fields([2, [named.length, 0, 0, 0, 0], 4, [0, Math.min(offset, 0xffffffff)]]),
      named,
    ]);
    directory.push(listed);
    directoryBytes += listed.length;
    for (const piece of pieces) {
      offset += piece.length;
      yield piece;
    }
  }
  yield* directory;
  const long = inLong || directory.length > MOST || offset > 0xffffffff;
  if (long) {
    yield fields([4, [0x06064b50, 44, 0], 2, [45, 45], 4, [0, 0]]);
    yield longs([directory.length, directory.length, directoryBytes, offset]);
    yield joined([
      fields([4, [0x07064b50, 0]]),
      longs([offset + directoryBytes]),
      fields([4, [1]]),
    ]);
  }
  const count = long ? MOST : directory.length;
  const ends = [directoryBytes, offset].map((value) => (long ? 0xffffffff : value));
  yield fields([4, [0x06054b50], 2, [0, 0, count, count], 4, ends, 2, [0]]);
}

/** Numbers in two or four bytes each, little-endian: a width, then those that have it. */
function fields(parts: readonly (2 | 4 | readonly number[])[]): Bytes {
  const bytes: number[] = [];
  let width = 4;
  for (const part of parts) {
    if (typeof part === "number") width = part;
    else {
      for (const value of part) {
        for (let at = 0; at < width; at += 1) bytes.push((value >>> (8 * at)) & 0xff);
      }
    }
  }
  return Uint8Array.from(bytes);
}

function longs(values: readonly number[]): Bytes {
  return fields([4, values.flatMap((value) => [value % 2 ** 32, Math.floor(value / 2 ** 32)])]);
}

function joined(parts: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
