import type { Severity } from "../../dataset-rule.ts";
import type { Locale } from "../messages.ts";

/** What every dataset rule can be told. */
export interface DatasetRuleOptions {
  /** Default `error`: a broken rule fails the flow. */
  readonly severity?: Severity | undefined;
  /** Goes behind the rule's name. Needed where one flow has the same rule at two places. */
  readonly label?: string | undefined;
  /** The language of issues. Default English. */
  readonly locale?: Locale | undefined;
}

/** `unique(id)`, `unique(id) after the map`: the kind and the fields are part of the name, so that snapshots of two rules never mix. */
export function ruleName(
  kind: string,
  fields: readonly string[],
  { label }: DatasetRuleOptions,
): string {
  const call = fields.length === 0 ? kind : `${kind}(${fields.join(", ")})`;
  return label === undefined ? call : `${call} ${label}`;
}
