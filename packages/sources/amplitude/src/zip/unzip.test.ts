import { randomFillSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openArchive, unzip } from "./unzip.ts";
import { bodyIn, zipOf, type ZipFile } from "./zip.fixture.ts";

/** Random, with what looks like a descriptor in it. */
const content = randomFillSync(new Uint8Array(3_000));
content.set([0x50, 0x4b, 7, 8, 1, 2, 3, 4], 700);
content.set([0x50, 0x50, 0x4b, 7], 2_996);
const other = new TextEncoder().encode("hello hello hello\n".repeat(60));

async function read(archive: Uint8Array, pieceBytes: number): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for await (const { body } of unzip(await openArchive(bodyIn(archive, pieceBytes)))) {
    files.push(new Uint8Array(await new Response(body).arrayBuffer()));
  }
  return files;
}

const kinds: readonly [string, Omit<ZipFile, "content">][] = [
  ["stored, sizes before", {}],
  ["stored, sizes behind", { described: 32 }],
  ["stored, sizes behind in 64 bits", { described: 64 }],
  ["stored, sizes before in 64 bits", { zip64: true }],
  ["deflated, sizes before", { deflated: true }],
  ["deflated, sizes behind", { deflated: true, described: 32 }],
  ["deflated, sizes behind in 64 bits", { deflated: true, described: 64 }],
  ["deflated, sizes before in 64 bits", { deflated: true, zip64: true }],
];

describe.each(kinds)("[HT-3] files that are %s", (_, kind) => {
  const files = [
    { ...kind, content },
    { ...kind, content: new Uint8Array(0) },
    { ...kind, content: other },
  ];
  const archive = zipOf(files, kind.zip64);

  test.each([1, 63, 100_000])("come out unchanged from pieces of %i bytes", async (piece) => {
    expect(await read(archive, piece)).toEqual([content, new Uint8Array(0), other]);
  });

  test("are not taken for whole where the archive is cut, wherever that is", async () => {
    // The comment at the end says nothing, but is announced.
    const cuts = Array.from({ length: 16 }, (_unused, index) => archive.length - 1 - index * 171);
    for (const cut of cuts.filter((at) => at > 0)) {
      await expect(read(archive.slice(0, cut), 512)).rejects.toMatchObject({ code: "truncated" });
    }
  });

  test("are not taken for right where a byte has changed", async () => {
    for (const at of [50, 1_000, 2_500]) {
      const changed = archive.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      await expect(read(changed, 512)).rejects.toMatchObject({ code: "truncated" });
    }
  });
});

test("[HT-3] a wrong checksum is noticed whatever packs the file", async () => {
  for (const [, kind] of kinds) {
    const archive = zipOf([{ ...kind, content: other, crc: 1 }]);
    await expect(read(archive, 512)).rejects.toMatchObject({ code: "truncated" });
  }
});

test("[HT-3] an entry that the directory does not list is noticed, and so is one that is lost", async () => {
  const [one, two] = [zipOf([{ content: other }]), zipOf([{ content: other }, { content: other }])];
  const entry = 30 + "a.json.gz".length + other.length;

  const lost = new Uint8Array([...two.slice(0, entry), ...two.slice(2 * entry)]);
  const added = new Uint8Array([...one.slice(0, entry), ...one]);

  await expect(read(lost, 512)).rejects.toMatchObject({ code: "truncated" });
  await expect(read(added, 512)).rejects.toMatchObject({ code: "truncated" });
});

test("an archive without files is one", async () => {
  expect(await read(zipOf([]), 5)).toEqual([]);
});

test("[RD-1] what is no archive is refused: text, HTML, a method of packing that is not known", async () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const unknown = zipOf([{ content }]);
  unknown[8] = 12;
  const encrypted = zipOf([{ content }]);
  encrypted[6] = 1;

  for (const archive of [bytes('{"error":{}}'), bytes("<html>"), unknown, encrypted]) {
    await expect(read(archive, 512)).rejects.toMatchObject({ code: "wrong_shape" });
  }
  await expect(read(new Uint8Array(0), 1)).rejects.toMatchObject({ code: "truncated" });
});

test("[HT-2] a file that grows beyond a hundred times its size is given up", async () => {
  const bomb = zipOf([{ content: new Uint8Array(4 * 2 ** 20), deflated: true }]);

  await expect(read(bomb, 512)).rejects.toMatchObject({ code: "response_too_large" });
});

test("whoever stops early frees the connection, and what is left of a file is read over", async () => {
  let cancelled = false;
  const archive = zipOf([{ content }, { content: other }]);
  const source = bodyIn(archive, 512).getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      cancelled = true;
    },
  });

  const names: string[] = [];
  for await (const { name } of unzip(await openArchive(body))) {
    names.push(name);
    if (names.length === 2) break;
  }

  expect(names).toHaveLength(2);
  expect(cancelled).toBe(true);
});
