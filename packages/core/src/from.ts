import type { FlowStep } from "./flow-spec.ts";
import { withSpec } from "./flow-spec.ts";
import type { StreamFlow } from "./flow.ts";
import type { Some } from "./json.ts";
import type { Stream, WriteMode } from "./stream.ts";

/**
 * Begins a flow: what happens to the records of one stream, in the order written.
 *
 * @example `from(shop.streams.orders).protect(mask("email")).filter((order) => order.total > 0).into("orders")`
 */
export function from<T extends object>(stream: Stream<T>): StreamFlow<T> {
  return flowOf(stream, []);
}

type ValidateStep = Extract<FlowStep, { kind: "validate" }>;

function flowOf(stream: Stream, steps: readonly FlowStep[]): StreamFlow<Some> {
  const then = (step: FlowStep): StreamFlow<Some> => flowOf(stream, [...steps, step]);
  return {
    validate: (by: ValidateStep["by"], options?: Pick<ValidateStep, "onInvalid">) =>
      then({ kind: "validate", by, onInvalid: options?.onInvalid }),
    filter: (predicate) => then({ kind: "filter", predicate }),
    map: (fn, schema) => then({ kind: "map", fn, schema }),
    expect: (...rules) => then({ kind: "expect", rules }),
    protect: (protector) => then({ kind: "protect", protector }),
    into(table, options = {}) {
      const key: readonly string[] = options.key ?? stream.info.primaryKey;
      const name = options.name ?? table;
      const mode = options.mode ?? stream.info.mode ?? defaultMode(key);
      return withSpec({ name, stream, table, mode }, { steps, key, options });
    },
  };
}

function defaultMode(key: readonly string[]): WriteMode {
  return key.length > 0 ? "upsert" : "append";
}
