import { DecodeError, type Runtime } from "@brain/core";
import { brokenBody, gunzip, ndjson, parseJson } from "@brain/http";
import type { ByteReader } from "./zip/byte-reader.ts";
import { toStream } from "./zip/to-stream.ts";
import { unzip } from "./zip/unzip.ts";

const NEWLINE = Uint8Array.of(10);

/**
 * The events of an export while it arrives: a zip archive of gzip files of JSON lines. Directories hold none.
 *
 * @throws DecodeError for an archive that is cut or damaged, marked so that the hours are read again.
 */
export async function* archivedEvents(
  archive: ByteReader,
  host: string,
  runtime: Runtime,
): AsyncGenerator<Record<string, unknown>[]> {
  try {
    for await (const { name, body } of unzip(archive)) {
      if (name.endsWith("/")) continue;
      for await (const lines of ndjson(toStream(endedLine(gunzip(body))))) {
        yield lines.map(parseEvent);
      }
    }
  } catch (error) {
    throw brokenBody(error, host, runtime);
  }
}

/** Whether the last line has an end says nothing: the file's own checksum has proven it whole. */
async function* endedLine(
  content: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // Inflated pieces lie in buffers of their own.
  for await (const bytes of content) yield bytes as Uint8Array<ArrayBuffer>;
  yield NEWLINE;
}

function parseEvent(line: string): Record<string, unknown> {
  const event: unknown = parseJson(line);
  if (typeof event === "object" && event !== null && !Array.isArray(event)) {
    // Any object is a record of unknown values.
    return event as Record<string, unknown>;
  }
  throw new DecodeError({ code: "wrong_shape", message: "A line of the export is no event." });
}
