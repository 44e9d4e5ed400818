import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRedactor, memoryState, Secret } from "@brain/core";
import { fakeClock, findSecrets } from "@brain/testkit";
import { expect, test, vi } from "vitest";
import { anchorFile } from "./anchor-file.ts";
import type { AnchorPlace } from "./anchor.ts";
import type { AnchorOptions } from "./anchorer.ts";
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

test("[AD-1] an event says who did what to what, when, where and how it ended, and nothing else", async () => {
  const path = join(folder(), "audit.jsonl");
  const log = createAuditLog({ sink: jsonlAudit(path), service: "nightly", clock: fakeClock() });
  const at = Date.parse("2026-11-24T09:00:00.007Z");

  const event = await log.record({
    ...entry,
    reason: "asked for",
    ip: "192.0.2.7",
    runId: "run-1",
    traceId: "trace-1",
    detail: { flow: "orders" },
    at,
    id: "id-1",
  });
  const bare = await log.record(entry);

  expect(event).toEqual({
    v: 1,
    seq: 1,
    id: "id-1",
    ts: "2026-11-24T09:00:00.007Z",
    actor: { type: "user", id: "maria", role: "admin" },
    action: "reset_state",
    resource: "pipeline:shop",
    outcome: "allowed",
    reason: "asked for",
    source: { ip: "192.0.2.7", service: "nightly" },
    runId: "run-1",
    traceId: "trace-1",
    detail: { flow: "orders" },
    prevHash: "0".repeat(64),
    hash: createHash("sha256")
      .update("0".repeat(64))
      .update(
        '{"action":"reset_state","actor":{"id":"maria","role":"admin","type":"user"},"detail":{"flow":"orders"},"id":"id-1","outcome":"allowed","prevHash":"' +
          "0".repeat(64) +
          '","reason":"asked for","resource":"pipeline:shop","runId":"run-1","seq":1,"source":{"ip":"192.0.2.7","service":"nightly"},"traceId":"trace-1","ts":"2026-11-24T09:00:00.007Z","v":1}',
      )
      .digest("hex"),
  });
  expect(bare).toMatchObject({ seq: 2, prevHash: event.hash, source: { service: "nightly" } });
  expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(["reason"]));
  expect(bare.detail).toEqual({});
});

test("[AD-1] a secret that is known reaches no part of the log, in no form", async () => {
  const path = join(folder(), "audit.jsonl");
  const redact = createRedactor();
  redact.add("p@ss/word+1");
  const log = createAuditLog({ sink: jsonlAudit(path), redact });
  const base64 = Buffer.from("p@ss/word+1").toString("base64");
  const canary = `a p@ss/word+1 ${encodeURIComponent("p@ss/word+1")} ${base64}`;

  await log.record({
    actor: { type: "user", id: canary, role: canary },
    action: canary,
    resource: canary,
    outcome: "denied",
    reason: canary,
    ip: canary,
    runId: canary,
    traceId: canary,
    id: canary,
    detail: { [canary]: canary, deep: [{ x: canary }], pin: { password: 1234567 } },
  });

  expect(findSecrets(readFileSync(path, "utf8"), ["p@ss/word+1"])).toEqual([]);
  expect(readFileSync(path, "utf8")).not.toContain("1234567");
});

test("[AD-1] the size of an event is bounded, whatever it is given", async () => {
  const path = join(folder(), "audit.jsonl");
  const log = createAuditLog({ sink: jsonlAudit(path) });
  const long = "x".repeat(1_000_000);

  const event = await log.record({ ...entry, reason: long, detail: { long } });

  expect(event.reason).toHaveLength(1_001);
  expect(event.detail).toMatchObject({ tooLarge: expect.any(Number), sha256: expect.any(String) });
});

test("[AD-2] nothing is added behind a last line that was changed", async () => {
  const path = join(folder(), "audit.jsonl");
  await createAuditLog({ sink: jsonlAudit(path) }).record(entry);
  writeFileSync(path, readFileSync(path, "utf8").replace("maria", "marta"));

  const late = createAuditLog({ sink: jsonlAudit(path) }).record(entry);

  await expect(late).rejects.toMatchObject({ code: "store_unavailable", retryable: false });
  expect(linesOf(path)).toHaveLength(1);
});

/** A log with its second place, and a clock. */
function anchored() {
  const path = join(folder(), "audit.jsonl");
  const place = anchorFile(join(folder(), "anchors.jsonl"));
  const key = Secret.of("k".repeat(32));
  const clock = fakeClock();
  const open = (anchors: Partial<AnchorOptions> = {}) =>
    createAuditLog({ sink: jsonlAudit(path), anchors: { place, key, ...anchors }, clock });
  const seqs = async (): Promise<unknown[]> =>
    (await all(place.list())).map((anchor) => Reflect.get(Object(anchor), "seq"));
  return { path, place, clock, open, seqs };
}

test("[AD-2] nothing is added to a log that is shorter than its last anchor", async () => {
  const { path, open } = anchored();
  const log = open();
  await log.record(entry);
  await log.record(entry);
  await log.close();
  writeFileSync(path, `${linesOf(path)[0]}\n`);

  await expect(open().record(entry)).rejects.toMatchObject({
    code: "store_unavailable",
    retryable: false,
  });
});

test("[AD-2] an hour after the last anchor the next stands, without another event", async () => {
  const { clock, open, seqs } = anchored();
  const log = open();
  await log.record(entry);
  await log.record(entry);
  const before = await seqs();

  await clock.advance(3_600_000);
  await vi.waitFor(async () => expect(await seqs()).toEqual([1, 2]));

  expect(before).toEqual([1]);
});

test("[AD-3] no event is added where an anchor that is due cannot be put", async () => {
  const { path, place, open } = anchored();
  let isDown = false;
  const put: AnchorPlace["put"] = (anchor) => {
    if (isDown) throw new TypeError("unreachable");
    return place.put(anchor);
  };
  const log = open({ place: { ...place, put } });
  await log.record(entry);
  isDown = true;
  await Promise.all(Array.from({ length: 1_000 }, () => log.record(entry)));

  await expect(log.record(entry)).rejects.toMatchObject({ code: "store_unavailable" });

  expect(linesOf(path)).toHaveLength(1_001);
});

test("[AD-2] a key that is too short is refused", () => {
  const { open } = anchored();

  expect(() => open({ key: Secret.of("k".repeat(31)) })).toThrow(
    expect.objectContaining({ code: "config_invalid" }),
  );
});
