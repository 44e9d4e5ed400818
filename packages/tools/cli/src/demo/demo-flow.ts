import {
  from,
  maskDeclared,
  rules,
  type RuleSet,
  type FlowDefinition,
  type PiiKind,
  type Stream,
} from "@brain/core";
import type { Privacy } from "@brain/privacy";

/** What the demo does with each kind of personal data; all others are masked. */
const ENCRYPTED: PiiKind = "email";
const PSEUDONYMISED: PiiKind = "id";

/** How the personal fields of a stream are protected. */
export interface DemoProtection {
  readonly encrypted: readonly string[];
  readonly pseudonymised: readonly string[];
  readonly masked: readonly string[];
}

/** By what its fields are declared as. */
export function protectionOf({ info }: Stream): DemoProtection {
  const personal = Object.entries(info.pii ?? {});
  const of = (kind: PiiKind): string[] =>
    personal.filter(([, declared]) => declared === kind).map(([field]) => field);
  const [encrypted, pseudonymised] = [of(ENCRYPTED), of(PSEUDONYMISED)];
  const covered = new Set([...encrypted, ...pseudonymised]);
  const masked = personal.map(([field]) => field).filter((field) => !covered.has(field));
  return { encrypted, pseudonymised, masked };
}

/** E-mails are encrypted, ids pseudonymised, the rest is masked; contacts are checked first, while their values are clear. */
export function demoFlow(
  stream: Stream,
  table: string,
  privacy: Privacy,
  highestZip: number,
): FlowDefinition {
  const { encrypted, pseudonymised } = protectionOf(stream);
  const checked =
    table === CHECKED ? from(stream).validate(rules(contactRules(highestZip))) : from(stream);
  return checked
    .protect(privacy.encrypt(...encrypted))
    .protect(privacy.pseudonymise(...pseudonymised))
    .protect(maskDeclared(stream, { except: [...encrypted, ...pseudonymised] }))
    .into(table);
}

/** The table whose records are checked by rules. */
export const CHECKED = "hubspot_contacts";

interface CheckedContact {
  readonly id: string;
  readonly createdAt: string;
  readonly email: string | null;
  readonly zip: string | null;
}

function contactRules(highestZip: number): RuleSet<CheckedContact> {
  return {
    required: ["id", "createdAt"],
    types: { email: "email", createdAt: "datetime" },
    constraints: { zip: { max: highestZip } },
  };
}
