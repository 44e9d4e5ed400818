import { crc32 } from "@brain/http";
import type { ByteReader } from "./byte-reader.ts";
import { damaged } from "./damage.ts";
import type { LocalHeader, Proof } from "./local-header.ts";
import { DESCRIPTOR, DIRECTORY_ENTRY, LOCAL_HEADER, longAt, viewOf } from "./signatures.ts";

/** The bytes of an entry as they lie in the archive, and at their end what the archive says of them. */
type PackedBytes = AsyncGenerator<Uint8Array<ArrayBuffer>, Proof>;

const PIECE_BYTES = 2 ** 13;
const P = 0x50;
/** A descriptor with sizes of 64 bits, and the signature behind it. */
const PROBE_BYTES = 28;

export function packedBytes(reader: ByteReader, header: LocalHeader): PackedBytes {
  return header.proof === undefined
    ? describedBytes(reader, header.deflated)
    : countedBytes(reader, header.proof);
}

async function* countedBytes(reader: ByteReader, proof: Proof): PackedBytes {
  for (let left = proof.packed; left > 0;) {
    const bytes = await reader.some(Math.min(left, PIECE_BYTES));
    if (bytes.length === 0) throw damaged("ends within an entry");
    left -= bytes.length;
    yield bytes;
  }
  return proof;
}

/**
 * Up to the descriptor, which is known by its signature, by the count of the bytes before it (and, where they are
 * stored, their checksum), and by the signature that follows: no content looks like that by chance.
 */
async function* describedBytes(reader: ByteReader, deflated: boolean): PackedBytes {
  const told = { crc: 0, count: 0 };
  const counted = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    if (!deflated) told.crc = crc32(bytes, told.crc);
    told.count += bytes.length;
    return bytes;
  };
  for (;;) {
    const bytes = await reader.some(PIECE_BYTES);
    if (bytes.length === 0) throw damaged("ends within an entry");
    const at = possibleDescriptor(bytes);
    if (at === undefined) {
      yield counted(bytes);
      continue;
    }
    reader.unread(bytes.subarray(at));
    if (at > 0) yield counted(bytes.subarray(0, at));
    const probe = await reader.take(PROBE_BYTES);
    const proof = descriptorIn(viewOf(probe), told, deflated);
    if (proof !== undefined) {
      reader.unread(probe.subarray(proof.length));
      return proof;
    }
    reader.unread(probe.subarray(1));
    yield counted(probe.subarray(0, 1));
  }
}

/** Where a descriptor may begin, be it that the rest of its signature is still to come. */
function possibleDescriptor(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(P); at !== -1; at = bytes.indexOf(P, at + 1)) {
    const [, K = 0x4b, seven = 7, eight = 8] = bytes.subarray(at, at + 4);
    if (K === 0x4b && seven === 7 && eight === 8) return at;
  }
  return undefined;
}

function descriptorIn(
  probe: DataView<ArrayBuffer>,
  told: { readonly crc: number; readonly count: number },
  deflated: boolean,
): (Proof & { readonly length: number }) | undefined {
  if (probe.byteLength < 20 || probe.getUint32(0, true) !== DESCRIPTOR) return undefined;
  const crc = probe.getUint32(4, true);
  const short = { length: 16, packed: probe.getUint32(8, true), size: probe.getUint32(12, true) };
  const forms =
    probe.byteLength < PROBE_BYTES
      ? [short]
      : [short, { length: 24, packed: longAt(probe, 8), size: longAt(probe, 16) }];
  const form = forms.find(({ length, packed, size }) => {
    const next = probe.getUint32(length, true);
    return (
      packed === told.count &&
      (deflated || (size === told.count && crc === told.crc)) &&
      (next === LOCAL_HEADER || next === DIRECTORY_ENTRY)
    );
  });
  return form === undefined ? undefined : { ...form, crc };
}
