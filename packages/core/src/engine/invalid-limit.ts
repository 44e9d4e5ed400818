import { DataQualityError, ValidationError } from "../errors/kinds.ts";
import type { FlowDefinition } from "../flow.ts";
import { limits } from "../limits.ts";
import type { PipelineDefinition } from "../pipeline.ts";
import type { Invalid } from "./step.ts";

/** Watches how many records of a stream are invalid (VA-1). */
export interface InvalidLimit {
  /**
   * @throws ValidationError `record_invalid` at the first record whose policy is to fail.
   * @throws DataQualityError `too_many_invalid` when the limit is passed.
   */
  check(read: number, invalid: readonly Invalid[], partition: string): void;
}

export function createInvalidLimit(
  flow: FlowDefinition,
  maxInvalid: PipelineDefinition["maxInvalid"],
): InvalidLimit {
  const { count = limits.invalidCount, ratio = limits.invalidRatio } = maxInvalid ?? {};
  let records = 0;
  let bad = 0;
  return {
    check(read, invalid, partition) {
      records += read;
      bad += invalid.length;
      const fatal = invalid.find(({ policy }) => policy === "fail");
      if (fatal !== undefined) throw invalidRecord(flow, fatal, partition);
      const overRatio = records >= limits.invalidRatioFrom && bad / records > ratio;
      if (bad <= count && !overRatio) return;
      throw new DataQualityError({
        code: "too_many_invalid",
        message: `${bad} of ${records} records of ${flow.stream.source}.${flow.stream.name} are invalid; the limit is ${count}, or ${ratio * 100} %.`,
        context: { flow: flow.name, partition, invalid: bad, read: records },
      });
    },
  };
}

function invalidRecord(flow: FlowDefinition, invalid: Invalid, partition: string): ValidationError {
  const list = invalid.issues
    .map(({ path, message }) => `${path.map(String).join(".")}: ${message}`)
    .join("; ");
  return new ValidationError({
    code: "record_invalid",
    message: `A record of ${flow.stream.source}.${flow.stream.name} did not pass "${invalid.step}": ${list}`,
    context: { flow: flow.name, partition, step: invalid.step },
  });
}
