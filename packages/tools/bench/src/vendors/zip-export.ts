// An export of `lines` events as Amplitude packs it: a zip archive of gzip files of NDJSON, made while it is read.
import { once } from "node:events";
import { crc32, gzipSync } from "node:zlib";
import { input } from "../job.ts";
import { listen } from "./listen.ts";
import { numberedBytes, place } from "./numbered-bytes.ts";

const FILE_LINES = 5_000;
const lines = input().number("lines");

const event = (index: number): string =>
  JSON.stringify({
    $insert_id: `${place(index)}-event`,
    uuid: `18c2f0a1-b2c3-11f0-a1b2-${place(index)}`,
    amplitude_id: 700_000_000_000 + index,
    app: 829_528,
    client_event_time: "2026-01-05 08:15:30.123000",
    country: "Switzerland",
    city: "Zürich",
    device_id: "18c2f0a1b2c3d4-0e5f6a7b8c9d0e",
    event_id: index,
    event_properties: { course: `Course ${index % 40}`, minutes: (index % 90) + 0.5 },
    event_time: "2026-01-05 08:15:30.123000",
    event_type: index % 3 === 0 ? "Signed Up" : "Lesson Completed",
    library: "amplitude-ts/2.11.0",
    platform: "Web",
    server_received_time: "2026-01-05 08:15:31.456000",
    server_upload_time: "2026-01-05 08:15:32.789000",
    session_id: 1_767_600_000_000,
    user_id: `learner-${index % 997}`,
    user_properties: { plan: "team" },
  });
const file = numberedBytes(
  `${Array.from({ length: FILE_LINES }, (_, index) => event(index)).join("\n")}\n`,
);

listen(async (_request, response) => {
  response.setHeader("content-type", "application/zip");
  const directory: Buffer[] = [];
  let offset = 0;
  for (let line = 0; line < lines && !response.destroyed; line += FILE_LINES) {
    const content = gzipSync(file.from(line), { level: 1 });
    const name = Buffer.from(`829528/829528_2026-01-05_8#${directory.length}.json.gz`);
    const sums = words(crc32(content), content.length, content.length);
    // Sizes stand behind the content, in its descriptor.
    const flags = Buffer.from([20, 0, 8, 0, 0, 0, 0, 0, 0, 0]);
    const nameLength = Buffer.from([name.length, 0, 0, 0]);
    directory.push(
      Buffer.concat([
        Buffer.from([0x50, 0x4b, 1, 2, 20, 0]),
        flags,
        sums,
        nameLength,
        Buffer.alloc(10),
        words(offset),
        name,
      ]),
    );
    const entry = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4]),
      flags,
      Buffer.alloc(12),
      nameLength,
      name,
      content,
      Buffer.from([0x50, 0x4b, 7, 8]),
      sums,
    ]);
    offset += entry.length;
    if (!response.write(entry)) await once(response, "drain");
  }
  const listed = Buffer.concat(directory);
  const count = Buffer.alloc(2);
  count.writeUInt16LE(directory.length);
  response.end(
    Buffer.concat([
      listed,
      Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0]),
      count,
      count,
      words(listed.length, offset),
      Buffer.alloc(2),
    ]),
  );
});

/** Numbers in four bytes each, little-endian. */
function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * index);
  return bytes;
}
