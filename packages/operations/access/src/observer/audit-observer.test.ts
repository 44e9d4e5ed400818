import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConnector, definePipeline, from, type BrainEvent, type Pipeline } from "@brain/core";
import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { createAuditLog } from "../audit/audit-log.ts";
import type { AuditSink } from "../audit/sink.ts";
import { jsonlAudit } from "../audit/jsonl-audit.ts";
import { showAudit } from "../verify/show-audit.ts";
import { verifyAudit } from "../verify/verify-audit.ts";
import { auditObserver } from "./audit-observer.ts";

const toy = defineConnector({
  name: "toy",
  version: "1.0.0",
  config: z.object({}),
  connect: () => 0,
  check: async () => undefined,
  streams: {
    orders: {
      schema: z.object({ id: z.string() }),
      primaryKey: ["id"],
      async *read() {
        yield { records: [{ id: "1" }] };
      },
    },
  },
});

/** A log that can be switched off, the spool beside it, and a pipeline of one row. */
function setup() {
  const folder = mkdtempSync(join(tmpdir(), "brain-observer-"));
  const reader = jsonlAudit(join(folder, "audit.jsonl"));
  const state = { isDown: false };
  const sink: AuditSink = {
    async append(linesAfter) {
      if (state.isDown) throw new TypeError("the disk is gone");
      await reader.append(linesAfter);
    },
  };
  const spool = join(folder, "spool.jsonl");
  const observer = auditObserver(createAuditLog({ sink }), { spool });
  const heard: BrainEvent[] = [];
  const observers = [observer, (event: BrainEvent): void => void heard.push(event)];
  const pipeline: Pipeline = definePipeline({
    name: "shop",
    destination: memoryDestination(),
    flows: [from(toy({}).streams.orders).into("orders")],
  });
  const said = async (): Promise<string[]> =>
    (await showAudit(reader)).events.map((event) => `${event.action} ${event.outcome}`);
  return { reader, state, spool, observers, heard, pipeline, said };
}

test("[AD-1] the start and the end of a run are recorded, with its id", async () => {
  const { reader, observers, pipeline } = setup();

  const { run } = await pipeline.run({ observers });

  expect((await showAudit(reader)).events).toMatchObject([
    { action: "run_start", outcome: "allowed", resource: "pipeline:shop", runId: run },
    { action: "run_end", outcome: "success", resource: "pipeline:shop", runId: run },
  ]);
});

test("[AD-3] an ordinary run goes on without its log: entries wait in the spool, and observers are told", async () => {
  const { state, spool, observers, heard, pipeline, said } = setup();
  state.isDown = true;

  const report = await pipeline.run({ observers });

  expect(report.status).toBe("succeeded");
  expect(readFileSync(spool, "utf8").trim().split("\n")).toHaveLength(2);
  expect(heard.filter(({ type }) => type === "degraded")).toMatchObject([
    { part: "observer", error: { code: "store_unavailable" } },
    { part: "observer", error: { code: "store_unavailable" } },
  ]);
  expect(await said()).toEqual([]);
});

test("[AD-3] what waited is brought to the log by the next entry, with its own id and time", async () => {
  const { reader, state, spool, observers, heard, pipeline, said } = setup();
  state.isDown = true;
  const first = await pipeline.run({ observers });
  const waiting = readFileSync(spool, "utf8")
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  state.isDown = false;

  await pipeline.run({ observers });

  expect(await said()).toEqual([
    "run_start allowed",
    "run_start allowed",
    "run_end success",
    "run_end success",
  ]);
  const { events } = await showAudit(reader);
  const late = events.filter(({ runId }) => runId === first.run);
  expect(late.map(({ id, ts }) => ({ id, at: Date.parse(ts) }))).toEqual(
    waiting.map((entry) => ({
      id: Reflect.get(Object(entry), "id"),
      at: Reflect.get(Object(entry), "at"),
    })),
  );
  expect(late.map(({ ts }) => Date.parse(ts))).toEqual(
    heard
      .filter(({ run, type }) => run === first.run && type.startsWith("run-"))
      .map(({ at }) => at),
  );
  expect(readFileSync(spool, "utf8")).toBe("");
  expect(await verifyAudit(reader)).toEqual({ events: 4, anchors: 0 });
});

test("[AD-3] a spool that somebody changed leaves a trace in the log", async () => {
  const { reader, spool, observers, pipeline } = setup();
  appendFileSync(spool, '{"action":"made up"}\n');

  await pipeline.run({ observers });

  const { events } = await showAudit(reader, { action: "audit_repair" });
  expect(events).toMatchObject([
    { outcome: "failure", resource: "audit:spool", detail: { line: '{"action":"made up"}' } },
  ]);
});
