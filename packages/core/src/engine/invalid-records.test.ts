import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { from } from "../from.ts";
import type { RunReport } from "../report.ts";
import type { OnInvalid } from "../validation.ts";
import { items, record, run, type Item } from "./scenario.fixture.ts";

/** A record that the schema refuses in two fields; the claim is the engine's to check. */
const bad = (id: string): Item => ({ id, n: 0.5, day: 7 }) as unknown as Item;

async function runWith(
  pages: readonly { readonly good: number; readonly bad: number }[],
  maxInvalid?: { readonly count?: number; readonly ratio?: number },
): Promise<{ report: RunReport; quarantined: number; rows: number }> {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      for (const [page, given] of pages.entries()) {
        const records = [
          ...Array.from({ length: given.good }, (_, n) => record(`${page}-${n}`)),
          ...Array.from({ length: given.bad }, (_, n) => bad(`${page}-bad-${n}`)),
        ];
        yield { records, checkpoint: { page } };
      }
    },
  });
  const report = await run(destination, [from(stream).into("t")], {}, {}, { maxInvalid });
  const rows = destination.rows("t").length;
  return { report, quarantined: destination.quarantined.length, rows };
}

test.each([
  ["5 of 100", [{ good: 95, bad: 5 }], "complete"],
  ["6 of 100", [{ good: 94, bad: 6 }], "too_many_invalid"],
  ["50 of 99, before the ratio counts", [{ good: 49, bad: 50 }], "complete"],
  ["1,000 of 20,000", [{ good: 19_000, bad: 1_000 }], "complete"],
  ["1,001 of 30,000", [{ good: 28_999, bad: 1_001 }], "too_many_invalid"],
  [
    "6 of 101 over two pages",
    [
      { good: 95, bad: 5 },
      { good: 0, bad: 1 },
    ],
    "too_many_invalid",
  ],
] as const)("[VA-1] the default threshold: %s", async (_, pages, end) => {
  const { report } = await runWith(pages);

  const [stream] = report.streams;
  expect(stream?.error?.code ?? stream?.status).toBe(end);
});

test("[VA-1] [DL-3] the page that passes the threshold saves neither rows, quarantine nor checkpoint; what came before stays", async () => {
  const pages = [
    { good: 3, bad: 1 },
    { good: 3, bad: 2 },
  ];

  const { report, quarantined, rows } = await runWith(pages, { count: 2, ratio: 1 });

  expect(report.streams[0]).toMatchObject({
    status: "failed",
    error: { code: "too_many_invalid" },
    read: rows + quarantined,
  });
  expect([0, 3]).toContain(rows);
  expect([0, 1]).toContain(quarantined);
});

test.each(["fail", "quarantine", "drop"] as const)(
  "[VA-1] the policy %s, of the pipeline and of one validator",
  async (policy: OnInvalid) => {
    const outcome = async (where: "pipeline" | "validator") => {
      const destination = memoryDestination();
      const stream = items({
        async *read() {
          yield { records: [record("a", 1)] };
          const second = where === "pipeline" ? bad("b") : record("b", 2);
          yield { records: [second, record("c", 3)], checkpoint: {} };
        },
      });
      const flow =
        where === "pipeline"
          ? from(stream).into("t")
          : from(stream)
              .validate(
                {
                  name: "odd",
                  validate: (row: Item) =>
                    row.n % 2 === 1 ? { ok: true, value: row } : { ok: false, issues: [] },
                },
                { onInvalid: policy },
              )
              .into("t");
      const more = where === "pipeline" ? { onInvalid: policy } : {};
      const report = await run(destination, [flow], {}, {}, more);
      const [stream0] = report.streams;
      return {
        end: stream0?.error?.code ?? stream0?.status,
        rows: destination.rows("t").length,
        quarantined: destination.quarantined.length,
        dropped: stream0?.dropped,
      };
    };
    const expected = {
      fail: { end: "record_invalid", rows: 0, quarantined: 0, dropped: 0 },
      quarantine: { end: "complete", rows: 2, quarantined: 1, dropped: 0 },
      drop: { end: "complete", rows: 2, quarantined: 0, dropped: 1 },
    }[policy];

    expect(await outcome("pipeline")).toEqual(expected);
    expect(await outcome("validator")).toEqual(expected);
  },
);

test("[VA-1] an entry keeps all issues, where it came from, and the record as it came", async () => {
  const destination = memoryDestination();
  const stream = items({
    partitions: () => [{ key: "p" }],
    async *read() {
      yield { records: [record("a"), record("b")], checkpoint: { page: 1 } };
      yield { records: [record("c"), { ...bad("d"), extra: [1] }], checkpoint: { page: 2 } };
    },
  });

  await run(destination, [from(stream).into("t")], {}, {}, { maxInvalid: { count: 9, ratio: 1 } });

  expect(destination.quarantined).toMatchObject([
    {
      pipeline: "p",
      flow: "t",
      source: "toy",
      stream: "toy.items",
      partition: "p",
      connectorVersion: "1.0.0",
      position: 3,
      step: "schema",
      protection: "none",
      record: { id: "d", n: 0.5, day: 7, extra: [1] },
    },
  ]);
  expect(destination.quarantined[0]?.issues.map(({ path }) => path)).toEqual([["n"], ["day"]]);
});

test("[VA-1] with a seal the whole record is sealed, and its clear text is nowhere", async () => {
  const destination = memoryDestination();
  const stream = items({
    pii: { id: "email" },
    async *read() {
      yield { records: [bad("ada@example.com")], checkpoint: {} };
    },
  });
  const seal = { seal: () => "sealed", open: () => null };
  const options = { seal, pii: "allow", maxInvalid: { count: 9, ratio: 1 } } as const;

  await run(destination, [from(stream).into("t")], {}, {}, options);

  expect(destination.quarantined).toMatchObject([{ protection: "sealed", record: "sealed" }]);
  expect(JSON.stringify(destination.quarantined)).not.toContain("ada@");
});

test("[CP-5] the stream's own schema is checked before any step: a filter that would leave the record out does not hide it", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("a"), bad("b")], checkpoint: {} };
    },
  });
  const flow = from(stream)
    .filter(({ id }) => id === "a")
    .into("t");

  const report = await run(destination, [flow], {}, {}, { maxInvalid: { count: 9, ratio: 1 } });

  expect(report.streams[0]).toMatchObject({ written: 1, quarantined: 1, filtered: 0 });
});

test("[VA-1] a destination without quarantine refuses the policy in the plan, and names both ways out", async () => {
  const { quarantine: _, ...bare } = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [] };
    },
  });

  const running = run(bare, [from(stream).into("t")]);

  await expect(running).rejects.toMatchObject({
    code: "plan_impossible",
    hint: expect.stringMatching(/`quarantine`.*"fail" or "drop"/),
  });
});
