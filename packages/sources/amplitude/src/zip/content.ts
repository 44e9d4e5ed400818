import { BrainError, DecodeError } from "@brain/core";
import { crc32 } from "@brain/http";
import type { ByteReader } from "./byte-reader.ts";
import { damaged } from "./damage.ts";
import type { LocalHeader, Proof } from "./local-header.ts";
import { packedBytes } from "./packed-bytes.ts";
import { toStream } from "./to-stream.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Content may be so many times larger than the archive has it (HT-2), once it exceeds the second number. */
const MAX_RATIO = 100;
const RATIO_FREE_BYTES = 2 ** 20;

/** The content of an entry, proven at its end by checksum and length (HT-3). */
export async function* contentOf(reader: ByteReader, header: LocalHeader): AsyncGenerator<Bytes> {
  const packed = told(packedBytes(reader, header));
  let crc = 0;
  let size = 0;
  for await (const bytes of header.deflated ? inflated(packed) : packed.bytes) {
    crc = crc32(bytes, crc);
    size += bytes.length;
    yield bytes;
  }
  const { proof } = packed;
  // The proof of 32 bits counts a long entry modulo 2^32.
  if (proof?.crc !== crc || (proof.size !== size && proof.size !== size % 2 ** 32)) {
    throw damaged("is damaged: the checksum of an entry is wrong");
  }
}

interface Told {
  readonly bytes: AsyncGenerator<Bytes>;
  /** Bytes given so far. */
  count: number;
  /** Known once all bytes were given. */
  proof: Proof | undefined;
  /** Why they ended early, which gets lost in an inflater. */
  failure: BrainError | undefined;
}

function told(packed: ReturnType<typeof packedBytes>): Told {
  const given: Told = { bytes: all(), count: 0, proof: undefined, failure: undefined };
  async function* all(): AsyncGenerator<Bytes> {
    try {
      for (;;) {
        const next = await packed.next();
        if (next.done === true) {
          given.proof = next.value;
          return;
        }
        given.count += next.value.length;
        yield next.value;
      }
    } catch (error) {
      if (BrainError.isInstance(error)) given.failure = error;
      throw error;
    }
  }
  return given;
}

async function* inflated(packed: Told): AsyncGenerator<Bytes> {
  const stream = toStream(packed.bytes).pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.length;
      if (size > Math.max(RATIO_FREE_BYTES, packed.count * MAX_RATIO)) throw tooLarge();
      yield value;
    }
  } catch (error) {
    if (packed.failure !== undefined) throw packed.failure;
    if (BrainError.isInstance(error)) throw error;
    throw damaged("has an entry that cannot be inflated", error);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function tooLarge(): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `An entry of the zip archive holds more than ${MAX_RATIO} times its own bytes.`,
  });
}
