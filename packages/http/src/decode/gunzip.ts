import { DecodeError } from "@brain/core";
import { Gunzip } from "fflate";
import { MAX_RATIO, RATIO_FREE_BYTES } from "../limits.ts";
import { crc32 } from "./crc32.ts";
import { recentBytes } from "./recent-bytes.ts";

/** So much is inflated at once: at the highest ratio deflate knows, that is 16 MiB. */
const SLICE_BYTES = 2 ** 14;
/** Checksum and length at the end of each member. */
const TRAILER_BYTES = 8;

/** How large what comes out may be. */
export interface GunzipLimits {
  /** Bytes in all. Default: bounded by the ratio alone. */
  readonly maxBytes?: number | undefined;
}

/**
 * Undoes gzip strictly, several members included: the end and the checksum of each are proven (HT-3), and the output may
 * not exceed 100 times the input once it is above 1 MiB (HT-2).
 *
 * @throws DecodeError, out of the stream: `truncated` when it ends early or a checksum is wrong, `wrong_shape` when it is no
 * gzip, `response_too_large` beyond the limits.
 */
export function gunzip(
  stream: ReadableStream<Uint8Array>,
  limits: GunzipLimits = {},
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const inflater = createInflater(limits.maxBytes ?? Infinity);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await reader.read();
            const inflated = done ? inflater.end() : inflater.push(value);
            for (const chunk of inflated) controller.enqueue(chunk);
            if (done) controller.close();
            if (done || inflated.length > 0) return;
          }
        } catch (error) {
          reader.cancel().catch(() => undefined);
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

interface Inflater {
  push(chunk: Uint8Array): readonly Uint8Array[];
  end(): readonly Uint8Array[];
}

function createInflater(maxBytes: number): Inflater {
  const recent = recentBytes();
  let inflated: Uint8Array[] = [];
  let bytesIn = 0;
  let bytesOut = 0;
  let member = { crc: 0, size: 0 };

  const prove = (end: number): void => {
    const trailer = recent.at(end - TRAILER_BYTES, TRAILER_BYTES);
    if (trailer === undefined) throw damaged("ends before its end");
    const view = new DataView(trailer.buffer);
    if (view.getUint32(0, true) !== member.crc || view.getUint32(4, true) !== member.size >>> 0) {
      throw damaged("is cut or damaged: its checksum is wrong");
    }
    member = { crc: 0, size: 0 };
  };
  const engine = new Gunzip((chunk) => {
    if (chunk.length === 0) return;
    bytesOut += chunk.length;
    if (bytesOut > Math.min(maxBytes, Math.max(RATIO_FREE_BYTES, bytesIn * MAX_RATIO))) {
      throw tooLarge(bytesIn, bytesOut);
    }
    member = { crc: crc32(chunk, member.crc), size: (member.size + chunk.length) % 2 ** 32 };
    inflated.push(chunk);
  });
  engine.onmember = prove;

  const take = (chunk: Uint8Array, final: boolean): void => {
    bytesIn += chunk.length;
    recent.add(chunk);
    try {
      engine.push(chunk, final);
    } catch (error) {
      if (error instanceof DecodeError) throw error;
      throw final ? damaged("ends before its end", error) : notGzip(error);
    }
  };
  const given = (): readonly Uint8Array[] => {
    const all = inflated;
    inflated = [];
    return all;
  };
  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
        take(chunk.slice(at, at + SLICE_BYTES), false);
      }
      return given();
    },
    end() {
      take(new Uint8Array(0), true);
      prove(bytesIn);
      return given();
    },
  };
}

function damaged(how: string, cause?: unknown): DecodeError {
  return new DecodeError({ code: "truncated", message: `The gzip stream ${how}.`, cause });
}

function notGzip(cause: unknown): DecodeError {
  return new DecodeError({ code: "wrong_shape", message: "The stream is no valid gzip.", cause });
}

function tooLarge(bytesIn: number, bytesOut: number): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `${bytesIn} bytes of gzip hold more than ${bytesOut} bytes, beyond the limit.`,
  });
}
