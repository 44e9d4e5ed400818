import type { Json } from "../json.ts";
import { limits } from "../limits.ts";
import { MASK, personalFields } from "../protectors.ts";
import type { IssueSample } from "../report.ts";
import type { JsonSchema } from "../schema.ts";
import type { Issue } from "../validation.ts";
import { valueAt } from "./json-kinds.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** Shows of a record with an issue what may be seen. `record`: as it came; `row`: as it was where the issue was found. */
export type ShowSample = (
  where: Pick<IssueSample, "partition" | "position">,
  record: object,
  row: object,
  issue: Issue,
) => IssueSample;

/**
 * Hidden is every field that the stream declares personal or a protector names. A stream that has such fields shows the
 * fields of its own schema alone, since a validator or a `map` may have carried a value under another name.
 */
export function createShowSample({ flow, spec }: PlannedFlow, schema: JsonSchema): ShowSample {
  const covered = new Set<string>();
  for (const step of spec.steps) {
    if (step.kind === "protect") for (const field of step.protector.fields) covered.add(field);
  }
  const personal: readonly string[] = personalFields(flow.stream);
  const hidden = new Set([...personal, ...covered]);
  const known = schema.properties ?? {};
  // Nobody knows where a `map` put what nobody protected.
  const carriesBare =
    personal.some((field) => !covered.has(field)) && spec.steps.some(({ kind }) => kind === "map");
  const hides = (field: string): boolean =>
    hidden.has(field) || (hidden.size > 0 && !Object.hasOwn(known, field));
  const show = (field: string, value: unknown): Json =>
    value !== null && hides(field) ? MASK : shortened(value);

  return (where, record, row, { path }) => {
    const key: [string, Json][] = [];
    for (const field of flow.stream.info.primaryKey) {
      const value: unknown = Reflect.get(record, field);
      if (value !== undefined) key.push([field, show(field, value)]);
    }
    const sample = { partition: where.partition, position: where.position };
    const shown = { ...sample, key: Object.fromEntries(key) };
    const [field] = path;
    const value = field === undefined ? undefined : valueAt(row, path);
    if (field === undefined || value === undefined) return shown;
    return { ...shown, value: carriesBare ? MASK : show(String(field), value) };
  };
}

function shortened(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length <= limits.sampleChars ? text : `${text.slice(0, limits.sampleChars)}…`;
}
