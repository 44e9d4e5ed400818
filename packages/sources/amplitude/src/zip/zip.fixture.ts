import { crc32 } from "@brain/http";
import { deflateRawSync } from "node:zlib";

/** How a file of a test's archive is written. */
export interface ZipFile {
  readonly name?: string;
  readonly content: Uint8Array;
  readonly deflated?: boolean;
  /** Sizes behind the bytes: in 32 bits, or 64. */
  readonly described?: 32 | 64 | undefined;
  /** Sizes in the extra field of the header. */
  readonly zip64?: boolean;
  readonly crc?: number;
}

/** An archive of these files, with a comment; `zip64` counts them in 64 bits. */
export function zipOf(files: readonly ZipFile[], zip64 = false): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const file of files) {
    const { content, deflated = false, described, zip64: long = false, name = "a.json.gz" } = file;
    const packed = deflated ? deflateRawSync(content) : Buffer.from(content);
    const crc = file.crc ?? crc32(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(45, 4);
    header.writeUInt16LE(described === undefined ? 0 : 8, 6);
    header.writeUInt16LE(deflated ? 8 : 0, 8);
    const sizes = described === undefined;
    header.writeUInt32LE(sizes ? crc : 0, 14);
    header.writeUInt32LE(long ? 0xffffffff : sizes ? packed.length : 0, 18);
    header.writeUInt32LE(long ? 0xffffffff : sizes ? content.length : 0, 22);
    header.writeUInt16LE(name.length, 26);
    // A field that is of no interest stands before that of the sizes.
    const extra = Buffer.alloc(long ? 5 + 20 : 0);
    if (long) {
      extra.writeUInt16LE(0x9999, 0);
      extra.writeUInt16LE(1, 2);
      extra.writeUInt16LE(1, 5);
      extra.writeUInt16LE(16, 7);
      extra.writeBigUInt64LE(BigInt(content.length), 9);
      extra.writeBigUInt64LE(BigInt(packed.length), 17);
    }
    header.writeUInt16LE(extra.length, 28);
    parts.push(header, Buffer.from(name), extra, packed);
    if (described !== undefined) parts.push(descriptor(described, crc, packed, content));
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(name.length, 28);
    directory.push(listed, Buffer.from(name));
  }
  if (zip64) {
    const long = Buffer.alloc(56 + 20);
    long.writeUInt32LE(0x06064b50, 0);
    long.writeBigUInt64LE(44n, 4);
    long.writeBigUInt64LE(BigInt(files.length), 32);
    long.writeUInt32LE(0x07064b50, 56);
    directory.push(long);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : files.length, 10);
  end.writeUInt16LE(3, 20);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end, Buffer.from("end")]));
}

function descriptor(bits: 32 | 64, crc: number, packed: Uint8Array, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(bits === 32 ? 16 : 24);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  if (bits === 32) {
    bytes.writeUInt32LE(packed.length, 8);
    bytes.writeUInt32LE(content.length, 12);
  } else {
    bytes.writeBigUInt64LE(BigInt(packed.length), 8);
    bytes.writeBigUInt64LE(BigInt(content.length), 16);
  }
  return bytes;
}

/** A body that comes in pieces of so many bytes. */
export function bodyIn(bytes: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, (at += pieceBytes)));
      },
    },
    { highWaterMark: 0 },
  );
}
