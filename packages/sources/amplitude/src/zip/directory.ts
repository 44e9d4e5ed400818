import type { ByteReader } from "./byte-reader.ts";
import { damaged } from "./damage.ts";
import { exactly } from "./local-header.ts";
import {
  DIRECTORY_END,
  DIRECTORY_END_64,
  DIRECTORY_ENTRY,
  LOCATOR_64,
  longAt,
  viewOf,
} from "./signatures.ts";

const IN_END_64 = 0xffff;
const PIECE_BYTES = 2 ** 16;

/**
 * Reads the directory behind the entries, from its first signature on, to the end of the archive.
 *
 * @throws DecodeError `truncated` unless it is whole and lists as many entries as there were.
 */
export async function proveDirectory(
  reader: ByteReader,
  first: number,
  entries: number,
): Promise<void> {
  let listed = 0;
  let long: number | undefined;
  for (let signature = first; ; signature = viewOf(await exactly(reader, 4)).getUint32(0, true)) {
    if (signature === DIRECTORY_ENTRY) {
      const fixed = viewOf(await exactly(reader, 42));
      await skip(
        reader,
        [24, 26, 28].reduce((sum, at) => sum + fixed.getUint16(at, true), 0),
      );
      listed += 1;
    } else if (signature === DIRECTORY_END_64) {
      const length = longAt(viewOf(await exactly(reader, 8)), 0);
      long = longAt(viewOf(await exactly(reader, 44)), 20);
      await skip(reader, length - 44);
    } else if (signature === LOCATOR_64) {
      await skip(reader, 16);
    } else if (signature === DIRECTORY_END) {
      const end = viewOf(await exactly(reader, 18));
      await skip(reader, end.getUint16(16, true));
      const short = end.getUint16(6, true);
      const total = short === IN_END_64 ? (long ?? short) : short;
      if (total !== listed || total !== entries) throw damaged("lacks entries that it lists");
      break;
    } else throw damaged("has a damaged directory");
  }
  if ((await reader.some(1)).length > 0) throw damaged("goes on behind its end");
}

async function skip(reader: ByteReader, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const { length } = await reader.some(Math.min(left, PIECE_BYTES));
    if (length === 0) throw damaged("ends before its end");
    left -= length;
  }
}
