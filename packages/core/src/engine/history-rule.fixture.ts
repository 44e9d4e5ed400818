import type { Checkpoint } from "../checkpoint.ts";
import type { DatasetRule } from "../dataset-rule.ts";
import type { HistoryRow } from "./history-stream.fixture.ts";

const NAME = "ids";

/** Keeps the ids that it was given: what is measured twice, or not at all, is seen. `judged` gets those of each judgement. */
export function idsRule(judged: (readonly string[])[]): DatasetRule<HistoryRow> {
  return {
    name: NAME,
    severity: "error",
    start() {
      const ids: string[] = [];
      return {
        add: ({ id }) => void ids.push(id),
        merge: (other) => void ids.push(...idsOf(other)),
        snapshot: () => [...ids],
        judge() {
          judged.push([...ids]);
          return { ok: true, found: `${ids.length} ids`, issues: [] };
        },
      };
    },
  };
}

/** The ids that a partition's checkpoint says were measured. */
export function measuredIds({ rules }: Checkpoint): string[] {
  return idsOf(rules?.[NAME]);
}

function idsOf(snapshot: unknown): string[] {
  return Array.isArray(snapshot) ? snapshot.map(String) : [];
}
