import type { Checkpoint } from "@brain/core";

/** @throws TypeError when it is of another version or shape. */
export function parseCheckpoint(value: unknown): Checkpoint {
  if (!isCheckpoint(value)) throw new TypeError("a checkpoint of another version or shape");
  return value;
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== "object" || value === null) return false;
  const field = (name: string): unknown => Reflect.get(value, name);
  return (
    field("v") === 1 &&
    ["pipeline", "flow", "scope", "partition", "generation"].every(
      (name) => typeof field(name) === "string",
    ) &&
    ["seq", "fence"].every((name) => Number.isSafeInteger(field(name))) &&
    typeof field("complete") === "boolean"
  );
}
