import type { Checkpoint } from "../checkpoint.ts";
import type { DatasetMeter, DatasetRule, Judgement } from "../dataset-rule.ts";
import { callbackFailed } from "../errors/callback-failed.ts";
import type { Json, Some } from "../json.ts";

/** One meter for each dataset rule of a flow, in their order. */
export type Meters = readonly DatasetMeter<Some>[];

/** What a partition gave so far, as its last durable checkpoint says. */
export interface Measured {
  readonly rules: Checkpoint["rules"];
  readonly read: number;
}

/** What the dataset rules of a flow see of one generation: by unit, by partition, and in all. */
export interface Measures {
  readonly rules: readonly DatasetRule<Some>[];
  /** Meters for one unit: of one that is not committed, what they saw is forgotten with them. */
  start(): Meters;
  /** What the partition's checkpoint says once these units are committed too. */
  after(before: Measured, units: readonly Meters[]): Checkpoint["rules"];
  /** Adds a partition that was read to its end in this generation, in this run or an earlier one. */
  add(partition: Measured): void;
  /** Notes a partition that this generation did not read, since its version says that nothing changed. */
  skip(): void;
  /** The judgement on all that was added and the snapshot behind it, or why there is none. */
  judge(
    rule: DatasetRule<Some>,
    at: { readonly before: Json | undefined; readonly now: number },
  ): { readonly judgement: Judgement; readonly snapshot: Json } | { readonly why: string };
}

export function createMeasures(flow: string, rules: readonly DatasetRule<Some>[]): Measures {
  const whole = new Map(rules.map((rule) => [rule.name, rule.start()]));
  const partial = new Set<string>();
  let added = 0;
  let skipped = 0;

  /** Names the user's rule when it throws (ER-2). */
  const calling = <R>(rule: DatasetRule<Some>, work: () => R): R => {
    try {
      return work();
    } catch (error) {
      const what = `The rule "${rule.name}" of flow ${flow}`;
      throw callbackFailed(what, { flow, rule: rule.name }, error);
    }
  };

  return {
    rules,
    start: () => rules.map((rule) => rule.start(whole.get(rule.name))),

    after({ rules: before, read }, units) {
      if (rules.length === 0) return undefined;
      const entries: [string, Json][] = [];
      for (const [index, rule] of rules.entries()) {
        const earlier = snapshotOf(before, rule.name);
        // A rule that the flow got in the middle of a generation has not seen all of the partition, and never will.
        if (earlier === undefined && read > 0) continue;
        const snapshot = calling(rule, () => {
          const meter = rule.start(whole.get(rule.name));
          if (earlier !== undefined) meter.merge(earlier);
          for (const unit of units) {
            const seen = unit[index];
            if (seen !== undefined) meter.merge(seen.snapshot());
          }
          return meter.snapshot();
        });
        entries.push([rule.name, snapshot]);
      }
      return Object.fromEntries(entries);
    },

    add({ rules: seen, read }) {
      added += 1;
      for (const rule of rules) {
        const snapshot = snapshotOf(seen, rule.name);
        if (snapshot !== undefined) calling(rule, () => whole.get(rule.name)?.merge(snapshot));
        else if (read > 0) partial.add(rule.name);
      }
    },

    skip: () => void (skipped += 1),

    judge(rule, at) {
      const meter = whole.get(rule.name);
      if (meter === undefined || partial.has(rule.name)) {
        return { why: "Not judged: the flow got this rule in the middle of the generation." };
      }
      if (added === 0 && skipped > 0) {
        return { why: "Not judged: nothing has changed, so nothing was read." };
      }
      return calling(rule, () => {
        const judgement = meter.judge(at);
        return { judgement, snapshot: meter.snapshot() };
      });
    },
  };
}

/** Own names only: a rule may be called `constructor`. */
export function snapshotOf(rules: Checkpoint["rules"], name: string): Json | undefined {
  return rules !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
}
