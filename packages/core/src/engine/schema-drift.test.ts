import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { BrainEvent } from "../events.ts";
import type { IntoOptions } from "../flow.ts";
import { from } from "../from.ts";
import { limits } from "../limits.ts";
import type { PipelineDefinition } from "../pipeline.ts";
import type { RunReport } from "../report.ts";
import type { Page } from "../stream.ts";
import { items, record, run, type Item } from "./scenario.fixture.ts";

type Drifts = readonly Extract<BrainEvent, { type: "schema-drift" }>[];

/** What a vendor sends who does not keep to the schema. */
const odd = (fields: object): Item => ({ ...record("x"), ...fields });

async function runWith(
  pages: readonly (readonly object[])[],
  into: IntoOptions<Item> = {},
  more: Partial<PipelineDefinition> = {},
): Promise<{ report: RunReport; drifts: Drifts; rows: readonly object[]; quarantined: number }> {
  const destination = memoryDestination();
  const stream = items({
    partitions: () => ["a", "b"].map((key) => ({ key })),
    async *read({ partition }) {
      for (const [page, records] of pages.entries()) {
        // The claim that the engine has to check.
        const claimed = records.map((given) => ({ ...record(""), ...given })) as Item[];
        for (const one of claimed) one.id = `${partition.key}${one.id}`;
        const cleaned = claimed.map((one) => JSON.parse(JSON.stringify(one)) as Item);
        yield { records: cleaned, checkpoint: { page } } satisfies Page<Item>;
      }
    },
  });
  const drifts: Extract<BrainEvent, { type: "schema-drift" }>[] = [];
  const observer = (event: BrainEvent): void => {
    if (event.type === "schema-drift") drifts.push(event);
  };
  const options = { maxInvalid: { count: 100, ratio: 1 }, ...more };
  const flows = [from(stream).into("t", into)];
  const report = await run(destination, flows, { observers: [observer] }, {}, options);
  const rows = destination.rows("t");
  return { report, drifts, rows, quarantined: destination.quarantined.length };
}

test("[VA-2] an unknown field is told once per run, over pages and partitions, and kept in _extra", async () => {
  const pages = [
    [odd({ colour: "red" }), odd({ id: "y", colour: "blue" })],
    [odd({ id: "z", colour: 1 })],
  ];

  const { report, drifts, rows } = await runWith(pages);

  const told = { field: "colour", change: "added", to: "string", policy: "keep" };
  expect(drifts).toMatchObject([{ flow: "t", stream: "items", ...told }]);
  expect(report.streams[0]?.drift).toEqual([told]);
  expect(rows).toHaveLength(6);
  expect(rows[0]).toMatchObject({ _extra: { colour: "red" } });
});

test.each([
  ["evolve", { colour: "red" }],
  ["ignore", {}],
] as const)("[VA-2] an unknown field under %s", async (unknownFields, found) => {
  const { drifts, rows } = await runWith([[odd({ colour: "red" })]], { unknownFields });

  expect(drifts).toMatchObject([{ field: "colour", policy: unknownFields }]);
  expect(rows[0]).toEqual({ ...record("ax"), ...found });
});

test("[VA-2] an unknown field under fail stops the stream before its page is written, and is told", async () => {
  const { report, drifts, rows, quarantined } = await runWith([[odd({ colour: "red" })]], {
    unknownFields: "fail",
  });

  expect(report.streams[0]?.error).toMatchObject({ code: "record_invalid" });
  expect(report.streams[0]?.error?.message).toContain("colour");
  expect(drifts).toMatchObject([{ field: "colour", change: "added", policy: "fail" }]);
  expect(rows).toEqual([]);
  expect(quarantined).toBe(0);
});

test("[VA-2] a type change and a lost required field go the way of invalid records, and are told once each", async () => {
  const pages = [
    [odd({ n: "seven" }), odd({ id: "y", n: "eight" }), odd({ id: "z" })],
    [odd({ id: "u", day: undefined }), odd({ id: "v", day: undefined, n: 0.5 })],
  ];

  const { report, drifts, quarantined } = await runWith(pages);

  expect(report.streams[0]?.drift).toEqual([
    { field: "n", change: "retyped", from: "integer", to: "string", policy: "quarantine" },
    { field: "day", change: "removed", from: "string", policy: "quarantine" },
  ]);
  expect(drifts).toHaveLength(2);
  expect(report.streams[0]).toMatchObject({ read: 10, written: 2, quarantined: 8 });
  expect(quarantined).toBe(8);
});

test("[VA-2] null where the schema allows none is a type change; a value out of its range is none", async () => {
  const { report } = await runWith(
    [[odd({ day: null })], [odd({ id: "y", n: 2 ** 60 })]],
    {},
    { onInvalid: "drop" },
  );

  expect(report.streams[0]?.drift).toEqual([
    { field: "day", change: "retyped", from: "string", to: "null", policy: "drop" },
  ]);
});

test("[VA-2] [MM-2] of a stream with ever new fields a run tells a bounded number", async () => {
  const page = Array.from({ length: 500 }, (_, n) => odd({ id: String(n), [`f${n}`]: n }));

  const { report, drifts } = await runWith([page]);

  expect(drifts).toHaveLength(limits.driftFields);
  expect(report.streams[0]?.drift).toHaveLength(limits.driftFields);
});

test("[VA-2] evolve into a destination that cannot add columns is refused before the first request", async () => {
  const destination = memoryDestination({ evolve: [] });
  const stream = items({
    read: () => {
      throw new Error("read");
    },
  });

  const running = run(destination, [from(stream).into("t", { unknownFields: "evolve" })]);

  await expect(running).rejects.toMatchObject({ code: "plan_impossible" });
});
