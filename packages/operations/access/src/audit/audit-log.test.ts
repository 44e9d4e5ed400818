import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryState, Secret } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { anchorFile } from "./anchor-file.ts";
import { createAuditLog } from "./audit-log.ts";
import { genesis, parseLine } from "./chain.ts";
import type { AuditEntry } from "./event.ts";
import { jsonlAudit } from "./jsonl-audit.ts";
import { storeAudit } from "./store-audit.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "brain-audit-"));
const entry: AuditEntry = {
  actor: { type: "user", id: "maria", role: "admin" },
  action: "reset_state",
  resource: "pipeline:shop",
  outcome: "allowed",
};
const linesOf = (path: string): string[] => readFileSync(path, "utf8").split("\n").slice(0, -1);

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

function expectWhole(lines: readonly string[]): void {
  let [seq, hash] = [genesis.seq, genesis.hash];
  for (const line of lines) {
    const { event } = parseLine(line);
    expect([event?.seq, event?.prevHash]).toEqual([seq + 1, hash]);
    [seq, hash] = [seq + 1, event?.hash ?? ""];
  }
}

test("[AD-2] two writers of one file make one chain without gaps", async () => {
  const path = join(folder(), "audit.jsonl");
  const logs = [1, 2].map(() => createAuditLog({ sink: jsonlAudit(path) }));

  const half = Array.from({ length: 30 }, () => entry);
  await Promise.all(logs.flatMap((log) => half.map((each) => log.record(each))));

  expect(linesOf(path)).toHaveLength(60);
  expectWhole(linesOf(path));
});

test("[AD-2] a line torn by a kill is cut away, and the chain tells of it", async () => {
  const path = join(folder(), "audit.jsonl");
  await createAuditLog({ sink: jsonlAudit(path) }).record(entry);
  appendFileSync(path, '{"action":"dec');

  await createAuditLog({ sink: jsonlAudit(path) }).record(entry);

  expectWhole(linesOf(path));
  expect(parseLine(linesOf(path)[1] ?? null).event?.action).toBe("audit_repair");
});

test("[AD-2] an anchor stands after every 1,000 events, and at the end", async () => {
  const path = join(folder(), "audit.jsonl");
  const place = anchorFile(join(folder(), "anchors.jsonl"));
  const key = Secret.of("k".repeat(32));
  const log = createAuditLog({
    sink: jsonlAudit(path),
    anchors: { place, key },
    clock: fakeClock(),
  });

  await Promise.all(Array.from({ length: 2_100 }, () => log.record(entry)));
  await log.close();

  const seqs = (await all(place.list())).map((anchor) => Reflect.get(Object(anchor), "seq"));
  expect(seqs).toEqual([1_000, 2_000, 2_100]);
});

test("[AD-2] a store of values keeps the chain of two writers", async () => {
  const { values } = memoryState();
  const logs = [1, 2].map(() => createAuditLog({ sink: storeAudit(values) }));

  const half = Array.from({ length: 10 }, () => entry);
  await Promise.all(logs.flatMap((log) => half.map((each) => log.record(each))));

  const pages = await all(storeAudit(values).read());
  const lines = pages.flatMap((page) => page.lines.map(String));
  expect(lines).toHaveLength(20);
  expectWhole(lines);
});

test("[AD-1] secrets and control characters do not reach the log", async () => {
  const log = createAuditLog({ sink: jsonlAudit(join(folder(), "audit.jsonl")) });

  const event = await log.record({ ...entry, reason: "a\nb", detail: { password: "hunter2-x" } });

  expect(event).toMatchObject({ reason: "a\\nb", detail: { password: "[redacted]" } });
});
