const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const RATIOS = ["step_conv_ratio", "overall_conv_ratio", "avg_time", "avg_time_from_start"];

/** A number that was read as text because it has more digits than a number holds; anything else as it is. */
export function numeric(value: unknown): unknown {
  return typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
}

/** A step of a funnel with its ratios as numbers. */
export function withNumericFields(step: unknown): unknown {
  if (typeof step !== "object" || step === null) return step;
  const changed = RATIOS.flatMap((name) =>
    Object.hasOwn(step, name) ? [[name, numeric(Reflect.get(step, name))]] : [],
  );
  return { ...step, ...Object.fromEntries(changed) };
}
