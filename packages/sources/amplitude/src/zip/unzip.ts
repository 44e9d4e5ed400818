import { byteReader, type ByteReader } from "./byte-reader.ts";
import { contentOf } from "./content.ts";
import { damaged, notZip } from "./damage.ts";
import { proveDirectory } from "./directory.ts";
import { readLocalHeader } from "./local-header.ts";
import { DIRECTORY_END, DIRECTORY_ENTRY, LOCAL_HEADER, viewOf } from "./signatures.ts";
import { toStream } from "./to-stream.ts";

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** To be read before the next entry is asked for: what is left of it is read over. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * The archive that a body is, its first bytes looked at but not taken.
 *
 * @throws DecodeError `wrong_shape` for what is none, `truncated` for an empty body.
 */
export async function openArchive(stream: ReadableStream<Uint8Array>): Promise<ByteReader> {
  const reader = byteReader(stream);
  const start = await reader.take(4);
  reader.unread(start);
  const signature = start.length < 4 ? undefined : viewOf(start).getUint32(0, true);
  if (signature === LOCAL_HEADER || signature === DIRECTORY_END) return reader;
  reader.cancel();
  throw signature === undefined ? damaged("ends before its end") : notZip("is no zip archive");
}

/**
 * The files of a zip archive while it arrives, a piece at a time whatever their size: stored or deflated, with their
 * sizes before or behind them, in 32 or 64 bits. Each file's checksum and the directory at the end are proven.
 *
 * @throws DecodeError `truncated` for an archive that is cut or damaged, `wrong_shape` for one packed in a way that is not
 * known, `response_too_large` for content beyond 100 times its packed size.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (6.3.10)
 */
export async function* unzip(reader: ByteReader): AsyncGenerator<ZipEntry> {
  let entries = 0;
  try {
    for (;;) {
      const start = await reader.take(4);
      if (start.length < 4) throw damaged("ends before its end");
      const signature = viewOf(start).getUint32(0, true);
      if (signature !== LOCAL_HEADER) {
        if (signature !== DIRECTORY_ENTRY && (entries > 0 || signature !== DIRECTORY_END)) {
          throw damaged("is damaged behind an entry");
        }
        await proveDirectory(reader, signature, entries);
        return;
      }
      const header = await readLocalHeader(reader);
      entries += 1;
      const content = contentOf(reader, header);
      yield { name: header.name, body: toStream(content) };
      for await (const _ of content);
    }
  } finally {
    reader.cancel();
  }
}
