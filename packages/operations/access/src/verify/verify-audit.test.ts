import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Secret, type Json } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { assert, asyncProperty, integer, nat } from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { anchorFile } from "../audit/anchor-file.ts";
import type { Anchor, AnchorPlace } from "../audit/anchor.ts";
import { createAuditLog } from "../audit/audit-log.ts";
import { chain, genesis } from "../audit/chain.ts";
import type { AuditEvent } from "../audit/event.ts";
import { jsonlAudit } from "../audit/jsonl-audit.ts";
import { splitLines } from "../audit/read-lines.ts";
import type { AuditReader } from "../audit/sink.ts";
import type { FindingKind } from "./finding.ts";
import { verifyAudit, type AuditVerdict, type VerifyOptions } from "./verify-audit.ts";

const key = Secret.of("k".repeat(32));
const folder = (): string => mkdtempSync(join(tmpdir(), "brain-verify-"));

/** A log of so many events, as a file, its lines and its anchors. */
async function logOf(events: number) {
  const path = join(folder(), "audit.jsonl");
  const anchors = anchorFile(join(folder(), "anchors.jsonl"));
  const clock = fakeClock();
  await using log = createAuditLog({
    sink: jsonlAudit(path),
    anchors: { place: anchors, key },
    clock,
  });
  await Promise.all(
    Array.from({ length: events }, (_, n) =>
      log.record({
        actor: { type: "user", id: "mária", role: "admin" },
        action: "reset_state",
        resource: `pipeline:shop-${n}`,
        outcome: "allowed",
        detail: { n, text: "sí, 数" },
      }),
    ),
  );
  await log.close();
  const bytes = readFileSync(path);
  return { path, anchors, bytes, lines: bytes.toString("utf8").split("\n").slice(0, -1) };
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

/** A second place that holds these. */
const placeOf = (list: readonly unknown[]): AnchorPlace => ({
  put: () => undefined,
  // Nobody asks here for more than its seq.
  last: () => list.at(-1) as Anchor,
  async *list() {
    yield* list;
  },
});

/** What is found in a file of these bytes. */
const verifyBytes = (bytes: Uint8Array, options?: VerifyOptions): Promise<AuditVerdict> =>
  verifyAudit({ read: () => splitLines(Readable.from([bytes])) }, options);
const readerOf = (lines: readonly string[]): AuditReader => ({
  async *read() {
    yield { lines };
  },
});
const verifyLines = (lines: readonly string[], options?: VerifyOptions): Promise<AuditVerdict> =>
  verifyAudit(readerOf(lines), options);
const kindAt = ({ finding }: AuditVerdict): [FindingKind, number] | undefined =>
  finding && [finding.kind, finding.seq];
const without = (lines: readonly string[], at: number): string[] => lines.toSpliced(at, 1);
const eventAt = (lines: readonly string[], at: number): AuditEvent =>
  // Lines of a log that was just written are events.
  JSON.parse(lines[at] ?? "") as AuditEvent;

/** The lines with another reason at `at`, chained anew from there until `until`. */
function forged(lines: readonly string[], at: number, until: number): string[] {
  const out = lines.slice(0, at);
  let head = at === 0 ? genesis : eventAt(lines, at - 1);
  for (let index = at; index < lines.length; index++) {
    if (index >= until) {
      out.push(lines[index] ?? "");
      continue;
    }
    const { v: _v, seq: _seq, prevHash: _prev, hash: _hash, ...event } = eventAt(lines, index);
    const made = chain(head, index === at ? { ...event, reason: "forged" } : event);
    out.push(made.line);
    head = made.event;
  }
  return out;
}

describe("[AD-2] verify", () => {
  const SMALL = 5;
  let small: Awaited<ReturnType<typeof logOf>>;
  beforeAll(async () => {
    small = await logOf(SMALL);
  });

  test("finds nothing in a log as it was written", async () => {
    const { bytes, anchors } = small;

    expect(await verifyBytes(bytes, { anchors, key })).toEqual({ events: SMALL, anchors: 1 });
    expect(await verifyBytes(Buffer.alloc(0))).toEqual({ events: 0, anchors: 0 });
  });

  test("finds the mutation of any single byte, and names its event", async () => {
    const { bytes } = small;
    const missed: string[] = [];

    let seq = 1;
    for (let at = 0; at < bytes.length; at++) {
      const old = bytes[at] ?? 0;
      for (const put of new Set([old ^ 1, old ^ 0x80, 0x0a])) {
        if (put === old) continue;
        const changed = Buffer.from(bytes);
        changed[at] = put;
        const { finding } = await verifyBytes(changed);
        if (finding?.seq !== seq) missed.push(`byte ${at}: ${old} to ${put}: ${finding?.message}`);
      }
      if (old === 0x0a) seq += 1;
    }

    expect(missed).toEqual([]);
  });

  test("finds a byte that is missing or too many, anywhere", async () => {
    const { bytes } = small;
    const missed: number[] = [];

    for (let at = 0; at < bytes.length; at++) {
      const cut = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      const added = Buffer.concat([bytes.subarray(0, at), Buffer.from(" "), bytes.subarray(at)]);
      for (const changed of [cut, added]) {
        if ((await verifyBytes(changed)).finding === undefined) missed.push(at);
      }
    }

    expect(missed).toEqual([]);
  });

  test("finds any byte of a large log changed to any other", async () => {
    const { bytes, anchors } = await logOf(1_200);

    await assert(
      asyncProperty(
        nat(bytes.length - 1),
        integer({ min: 1, max: 255 }),
        async (at, difference) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ difference;
          const seq = bytes
            .subarray(0, at)
            .reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1);

          const { finding } = await verifyBytes(changed, { anchors, key });

          expect(finding?.seq).toBe(seq);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("tells a deletion, a duplicate, a swap and an insertion apart, at every place", async () => {
    const { lines, anchors } = small;
    const options = { anchors, key };

    for (const [at, line] of lines.entries()) {
      const seq = at + 1;
      const isLast = seq === SMALL;
      expect(kindAt(await verifyLines(without(lines, at), options))).toEqual([
        isLast ? "cut" : "deleted",
        seq,
      ]);
      expect(kindAt(await verifyLines(lines.toSpliced(at, 0, line)))).toEqual(["duplicate", seq]);
      expect(kindAt(await verifyLines(lines.toSpliced(at, 0, "{}")))).toEqual(["inserted", seq]);
      const strange = lines.toSpliced(at, 0, forged(lines, at, at + 1)[at] ?? "");
      expect(kindAt(await verifyLines(strange))).toEqual(["inserted", seq]);
      for (let other = at + 1; other < SMALL; other++) {
        const swapped = lines.with(at, lines[other] ?? "").with(other, line);
        const found = kindAt(await verifyLines(swapped));
        expect([at, other, found]).toEqual([at, other, ["swapped", seq]]);
      }
    }
  });

  test("finds an edited event whose own hash was made anew, at every place", async () => {
    const { lines, anchors } = small;

    for (let at = 0; at < SMALL - 1; at++) {
      expect(kindAt(await verifyLines(forged(lines, at, at + 1)))).toEqual(["edited", at + 1]);
    }

    const last = forged(lines, SMALL - 1, SMALL);
    expect(kindAt(await verifyLines(last, { anchors, key }))).toEqual(["rewritten", 1]);
  });

  test("finds a chain that was made anew from any place, by the anchors", async () => {
    const { lines, anchors } = small;

    for (let at = 0; at < SMALL; at++) {
      const remade = forged(lines, at, SMALL);
      expect(kindAt(await verifyLines(remade))).toBeUndefined();
      expect(kindAt(await verifyLines(remade, { anchors, key }))).toEqual(["rewritten", 1]);
    }
  });

  test("finds a tail that was cut, at every byte", async () => {
    const { bytes } = small;
    const anchors = placeOf(await all(small.anchors.list()));
    const ends = bytes.reduce<number[]>(
      (found, byte, at) => (byte === 0x0a ? [...found, at] : found),
      [],
    );

    for (let length = 0; length < bytes.length; length++) {
      const found = kindAt(await verifyBytes(bytes.subarray(0, length), { anchors, key }));
      const whole = ends.filter((end) => end < length).length;
      const atEnd = length === 0 || ends.includes(length - 1);
      expect([length, found]).toEqual([length, [atEnd ? "cut" : "torn", whole + 1]]);
    }
  });

  test("names the place by the last anchor that fits, where the chain was made anew behind it", async () => {
    const { lines, anchors } = await logOf(2_100);

    expect(await verifyLines(lines, { anchors, key })).toEqual({ events: 2_100, anchors: 3 });
    expect(kindAt(await verifyLines(forged(lines, 1_500, 2_100), { anchors, key }))).toEqual([
      "rewritten",
      1_001,
    ]);
    expect(kindAt(await verifyLines(lines.slice(0, 2_050), { anchors, key }))).toEqual([
      "cut",
      2_051,
    ]);
  });

  test("finds more than 1,000 events without an anchor", async () => {
    const { lines, anchors } = await logOf(2_001);
    const kept = await all(anchors.list());
    expect(kept).toHaveLength(3);
    expect(kindAt(await verifyLines(lines, { anchors: placeOf(kept.slice(1)), key }))).toEqual([
      "unanchored",
      1,
    ]);
    expect(
      kindAt(await verifyLines(lines, { anchors: placeOf(kept.toSpliced(1, 1)), key })),
    ).toEqual(["unanchored", 1_001]);
    expect(
      kindAt(await verifyLines(lines, { anchors: placeOf(kept.slice(0, 2)), key })),
    ).toBeUndefined();
    // Of two writers, one may be late with its own.
    const late = placeOf([...kept, kept[1]]);
    expect(await verifyLines(lines, { anchors: late, key })).toEqual({ events: 2_001, anchors: 4 });
  });

  test("finds anchors of a foreign key, and anchors that were changed", async () => {
    const { lines, anchors } = small;
    const kept = await all(anchors.list());
    const changed = (change: Record<string, Json>): AnchorPlace =>
      placeOf(kept.map((anchor) => ({ ...Object(anchor), ...change })));
    const foreign = Secret.of("z".repeat(32));

    expect(kindAt(await verifyLines(lines, { anchors, key: foreign }))).toEqual([
      "foreign_key",
      SMALL,
    ]);
    expect(kindAt(await verifyLines(lines, { anchors: changed({ seq: 4 }), key }))).toEqual([
      "anchor_edited",
      4,
    ]);
    expect(kindAt(await verifyLines(lines, { anchors: changed({ mac: "" }), key }))).toEqual([
      "anchor_edited",
      SMALL,
    ]);
    expect(kindAt(await verifyLines(lines, { anchors: changed({ seq: "x" }), key }))).toEqual([
      "anchor_edited",
      1,
    ]);
  });

  test("does not take what is added meanwhile for a cut tail", async () => {
    const { path, anchors, bytes } = await logOf(3);
    const log = createAuditLog({
      sink: jsonlAudit(path),
      anchors: { place: anchors, key },
      clock: fakeClock(),
    });
    const slow: AuditReader = {
      async *read() {
        yield { lines: bytes.toString("utf8").split("\n").slice(0, -1) };
        await log.record({
          actor: { type: "user", id: "m", role: null },
          action: "a",
          resource: "b",
          outcome: "denied",
        });
        await log.close();
      },
    };

    expect(await verifyAudit(slow, { anchors, key })).toEqual({ events: 3, anchors: 1 });
  });
});
