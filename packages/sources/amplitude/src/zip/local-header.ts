import type { ByteReader } from "./byte-reader.ts";
import { damaged, notZip } from "./damage.ts";
import { longAt, viewOf } from "./signatures.ts";

/** What stands before the bytes of an entry. */
export interface LocalHeader {
  readonly name: string;
  readonly deflated: boolean;
  /** Undefined: it stands behind the bytes, in a descriptor. */
  readonly proof: Proof | undefined;
}

/** What the archive says of an entry's bytes. */
export interface Proof {
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes of the content. */
  readonly size: number;
}

const HEADER_BYTES = 26;
const ENCRYPTED = 1;
const DESCRIBED = 8;
const DEFLATED = 8;
const IN_EXTRA = 0xffffffff;
const ZIP64 = 1;

/** Reads on behind the signature. */
export async function readLocalHeader(reader: ByteReader): Promise<LocalHeader> {
  const header = viewOf(await exactly(reader, HEADER_BYTES));
  const flags = header.getUint16(2, true);
  const method = header.getUint16(4, true);
  const name = new TextDecoder().decode(await exactly(reader, header.getUint16(22, true)));
  const extra = viewOf(await exactly(reader, header.getUint16(24, true)));
  if ((flags & ENCRYPTED) !== 0) throw notZip("is an encrypted zip archive");
  if (method !== 0 && method !== DEFLATED) {
    throw notZip(`is a zip archive packed by method ${method}, which is not supported`);
  }
  const deflated = method === DEFLATED;
  if ((flags & DESCRIBED) !== 0) return { name, deflated, proof: undefined };
  const sizes = [header.getUint32(18, true), header.getUint32(14, true)];
  const long = sizes.includes(IN_EXTRA) ? longSizes(extra) : undefined;
  let at = 0;
  const [size = 0, packed = 0] = sizes.map((short) => {
    if (short !== IN_EXTRA || long === undefined) return short;
    if (long.byteLength < at + 8) throw damaged("has an entry without its sizes");
    const found = longAt(long, at);
    at += 8;
    return found;
  });
  return { name, deflated, proof: { crc: header.getUint32(10, true), packed, size } };
}

/** The part of the extra field that holds the sizes which need more than 32 bits, those only. */
function longSizes(extra: DataView<ArrayBuffer>): DataView<ArrayBuffer> | undefined {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = Math.min(extra.getUint16(at + 2, true), extra.byteLength - at - 4);
    if (extra.getUint16(at, true) === ZIP64) {
      return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    }
    at += 4 + length;
  }
  return undefined;
}

/** @throws DecodeError `truncated` where the archive ends before. */
export async function exactly(reader: ByteReader, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await reader.take(count);
  if (bytes.length < count) throw damaged("ends before its end");
  return bytes;
}
