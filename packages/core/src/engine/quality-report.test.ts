import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { BrainEvent } from "../events.ts";
import { from } from "../from.ts";
import { limits } from "../limits.ts";
import { drop, mask } from "../protectors.ts";
import type { RuleResult } from "../report.ts";
import type { Validator } from "../validation.ts";
import { items, quota, record, run, type Item } from "./scenario.fixture.ts";

const many = { maxInvalid: { count: 10_000, ratio: 1 } };

/** Refuses where `n` is odd, warns where it can be divided by four. */
const parity: Validator<Item> = {
  name: "parity",
  validate(value) {
    const issue = { path: ["n"], message: "Look at n." };
    if (value.n % 2 === 1) return { ok: false, issues: [{ ...issue, code: "odd" }] };
    if (value.n % 4 !== 0) return { ok: true, value };
    return { ok: true, value, warnings: [{ ...issue, code: "four" }] };
  },
};

function numbered(count: number, pii: Partial<Record<keyof Item, "email" | "name">> = {}) {
  return items({
    pii,
    async *read() {
      for (let page = 0; page < count; page += 4) {
        const records = [0, 1, 2, 3].map((at) => record(`r${page + at}`, page + at));
        yield { records, checkpoint: { page } };
      }
    },
  });
}

function issuesOf(rules: readonly RuleResult[] | undefined): RuleResult[] {
  return (rules ?? []).filter(({ kind }) => kind === "issue");
}

test("[VA-1] the report counts records by step, path and code, of warnings too, with three samples of each", async () => {
  const flow = from(numbered(20)).validate(parity).into("t");
  const events: BrainEvent[] = [];
  const observers = [(event: BrainEvent): void => void events.push(event)];

  const report = await run(memoryDestination(), [flow], { observers }, {}, many);

  const place = { kind: "issue", step: "parity", path: "n", message: "Look at n." };
  expect(report.streams[0]).toMatchObject({ written: 10, quarantined: 10 });
  expect(report.streams[0]?.rules).toEqual([
    {
      ...place,
      code: "four",
      severity: "warn",
      records: 5,
      samples: [0, 4, 8].map((n) => sample(n)),
    },
    {
      ...place,
      code: "odd",
      severity: "error",
      records: 10,
      samples: [1, 3, 5].map((n) => sample(n)),
    },
  ]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(events.filter(({ type }) => type === "rule")).toMatchObject([
    {
      rule: "parity n four",
      severity: "warn",
      ok: false,
      issues: [{ code: "four", message: "Look at n." }],
    },
  ]);
});

function sample(n: number): object {
  return { partition: "all", position: n, key: { id: `r${n}` }, value: n };
}

test("[CP-1] only committed records are in the report", async () => {
  let left = 2;
  const stream = items({
    async *read({ resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < 4; page++) {
        const records = [record(`r${page}`, 4)];
        // Two pages to a checkpoint: the first of a pair is read again.
        yield page % 2 === 0 ? { records } : { records, checkpoint: { page: page + 1 } };
        if (left-- === 0) throw quota();
      }
    },
  });
  const flows = [from(stream).validate(parity).into("t")];
  const destination = memoryDestination();

  const first = await run(destination, flows);
  const second = await run(destination, flows);

  expect(first.streams[0]?.rules).toMatchObject([{ code: "four", records: 2 }]);
  expect(second.streams[0]?.rules).toMatchObject([{ code: "four", records: 2 }]);
});

test("[CP-4] samples show neither personal data nor what a protector covers, under whatever name", async () => {
  const secret = "ann@example.com";
  const stream = items({
    pii: { id: "email" },
    async *read() {
      yield { records: [{ id: secret, n: 1, day: "2026-11-01" }], checkpoint: {} };
    },
  });
  const complain = <T extends object>(...path: string[]): Validator<T> => ({
    name: path.join("."),
    validate: (value) => ({
      ok: true,
      value,
      warnings: [{ path, code: "odd", message: "Odd." }],
    }),
  });
  const copying: Validator<Item, Item & { contact: string; deep: { of: string } }> = {
    name: "copying",
    validate: (row) => ({ ok: true, value: { ...row, contact: row.id, deep: { of: row.id } } }),
  };
  const allowed = from(stream)
    .validate(complain("id"))
    .validate(copying)
    .validate(complain("contact"))
    .validate(complain("deep", "of"))
    .validate(complain("n"))
    .map(({ id, n }) => ({ id: n, n: id, day: id }))
    .validate(complain("n"))
    .validate(complain("day"))
    .into("allowed", { mode: "append" });
  const dropped = from(stream)
    .validate(complain("day"))
    .protect(drop("day"))
    .protect(mask("id"))
    .validate(complain("id"))
    .into("dropped", { mode: "append" });
  const options = { ...many, pii: "allow" } as const;

  const report = await run(memoryDestination(), [allowed, dropped], {}, {}, options);

  expect(report.status).toBe("succeeded");
  expect(JSON.stringify(report)).not.toContain("ann");
  expect(JSON.stringify(report)).not.toContain("2026-11-01");
  expect(report.streams[1]?.rules).toMatchObject([
    { path: "day", samples: [{ key: { id: "***" }, value: "***" }] },
    { path: "id", samples: [{ key: { id: "***" }, value: "***" }] },
  ]);
});

test("nested values and long texts are cut, and nothing stands where nothing stood", async () => {
  const long = "x".repeat(500);
  const stream = items({
    async *read() {
      yield { records: [record("a", 1)], checkpoint: {} };
    },
  });
  const flow = from(stream)
    .map(({ id }) => ({ id, text: long, deep: { list: [long] }, none: null }))
    .validate({
      name: "shown",
      validate: (value) => ({
        ok: true,
        value,
        warnings: ["text", "deep", "none", "missing"].map((field) => ({
          path: [field],
          code: "look",
          message: "Look.",
        })),
      }),
    })
    .into("t", { key: ["id"] });

  const report = await run(memoryDestination(), [flow]);

  const samples = issuesOf(report.streams[0]?.rules).flatMap((rule) =>
    rule.kind === "issue" ? rule.samples : [],
  );
  expect(samples.map(({ value }) => value)).toEqual([
    `${"x".repeat(limits.sampleChars)}…`,
    `${`{"list":["${long}`.slice(0, limits.sampleChars)}…`,
    null,
    undefined,
  ]);
});

test("[MM-2] the report tells a bounded number of kinds of issues apart; the rest stand together", async () => {
  const flow = from(numbered(400))
    .validate({
      name: "endless",
      validate: (value) => ({
        ok: true,
        value,
        warnings: [{ path: ["n", `at ${value.n}`], code: "new", message: "Another one." }],
      }),
    })
    .into("t");

  const report = await run(memoryDestination(), [flow]);

  const rules = issuesOf(report.streams[0]?.rules);
  expect(rules).toHaveLength(limits.issueKinds + 1);
  expect(rules.at(-1)).toMatchObject({
    code: "other",
    severity: "warn",
    records: 200,
    samples: [],
  });
});

test("[DL-2] what the destination refuses is in the report like what a check refuses", async () => {
  const destination = memoryDestination({
    onWrite: ({ records }) =>
      records.flatMap((row, index) =>
        Reflect.get(row, "n") === 2
          ? [{ index, issue: { path: ["n"], code: "no", message: "No." }, retryable: false }]
          : [],
      ),
  });

  const report = await run(destination, [from(numbered(4)).into("t")], {}, {}, many);

  expect(report.streams[0]?.rules).toMatchObject([
    { step: "destination", path: "n", code: "no", severity: "error", records: 1 },
  ]);
});
