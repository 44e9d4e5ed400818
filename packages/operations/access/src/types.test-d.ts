import type { Guard } from "@brain/core";
import {
  createAccess,
  type Access,
  type AuditVerdict,
  type Finding,
  type RolesConfig,
} from "./index.ts";

declare const access: Access;
declare const verdict: AuditVerdict;

// What the guard gives is what the work gave.
const guard: Guard = access.as("maria");
void ((await guard({ action: "a", resource: "b" }, async () => 7)) satisfies number);

// A role is made of permissions and of single acts; other words are none.
void ({
  operator: ["read", { can: ["reset_state"], on: ["pipeline:shop"] }],
} satisfies RolesConfig);
// @ts-expect-error no permission
void ({ operator: ["everything"] } satisfies RolesConfig);
// @ts-expect-error an act is on something
void ({ operator: [{ can: ["reset_state"] }] } satisfies RolesConfig);

// There is no access without a log.
// @ts-expect-error audit is missing
void createAccess({ users: { maria: "admin" } });

// A finding may be missing, and then there is nothing to name.
void (verdict.finding satisfies Finding | undefined);
// @ts-expect-error nobody looked
void verdict.finding.seq;
