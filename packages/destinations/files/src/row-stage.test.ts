import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRowStage, type RowStage } from "./row-stage.ts";

const BLOCK = 4_096;
const room = { held: 8 * BLOCK, block: BLOCK };

async function textOf(stage: RowStage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stage.texts()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

test.each([
  ["few", [10, 20, 30], false],
  ["as many as a commit has", Array<number>(20).fill(BLOCK / 4), false],
  ["more than are held", Array<number>(80).fill(BLOCK / 4), true],
  ["some larger than any block", [5, 5 * BLOCK, 7, 17 * BLOCK, 9, 3 * BLOCK], true],
])("rows come out as they went in, commit after commit: %s", async (_what, sizes, spills) => {
  const path = join(mkdtempSync(join(tmpdir(), "brain-stage-")), "stage");
  const stage = createRowStage(path, room);
  for (const round of ["a", "b"]) {
    const texts = sizes.map((size, index) => `ä${index}`.padEnd(size, round));

    for (const text of texts) await stage.add(text);

    expect((await textOf(stage)) === texts.join("")).toBe(true);
    expect((await textOf(stage)) === texts.join("")).toBe(true);
    await stage.clear();
    expect(await textOf(stage)).toBe("");
  }
  expect(existsSync(path)).toBe(spills);
  await stage.close();
  expect(existsSync(path)).toBe(false);
});
