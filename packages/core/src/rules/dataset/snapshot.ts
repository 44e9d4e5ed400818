import { CheckpointError } from "../../errors/kinds.ts";
import type { Json } from "../../json.ts";

/** Reads the parts of a snapshot; what cannot be read is never taken for nothing. */
export interface SnapshotReader {
  count(name: string): number;
  text(name: string): string;
  counts(name: string): readonly number[];
}

/** @throws CheckpointError `checkpoint_corrupt` at the first part that is not of the asked kind. */
export function readSnapshot(rule: string, snapshot: Json): SnapshotReader {
  const part = (name: string): unknown =>
    typeof snapshot === "object" && snapshot !== null ? Reflect.get(snapshot, name) : undefined;
  const corrupt = (name: string): CheckpointError =>
    new CheckpointError({
      code: "checkpoint_corrupt",
      message: `What the rule ${rule} measured before cannot be read: "${name}" is missing or of another kind.`,
      context: { rule },
    });
  return {
    count(name) {
      const value = part(name);
      if (isCount(value)) return value;
      throw corrupt(name);
    },
    text(name) {
      const value = part(name);
      if (typeof value === "string") return value;
      throw corrupt(name);
    },
    counts(name) {
      const value = part(name);
      if (Array.isArray(value) && value.every(isCount)) return value;
      throw corrupt(name);
    },
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
