import type { Act } from "@brain/core";
import type { Roles } from "./compile-roles.ts";
import { toResource } from "./resource.ts";

/** Whether a role may do an act. */
export interface Judged {
  /** The role held at that moment. */
  readonly role: string | null;
  /** Why not, in words for the log; undefined: it may. */
  readonly why?: string | undefined;
  /** It is not that the role may not: something was named that nobody knows. */
  readonly unknown?: true | undefined;
}

/** Denies whatever is unknown (AC-1). `roleName` undefined: nobody knows the user. */
export function decide(
  { roles, actions, kinds }: Roles,
  roleName: string | undefined,
  { action, resource }: Pick<Act, "action" | "resource">,
): Judged {
  const role = roleName ?? null;
  const unknown = (what: string): Judged => ({ role, why: `${what} is unknown`, unknown: true });
  if (roleName === undefined) return unknown("the user");
  const held = roles.get(roleName);
  if (held === undefined) return unknown("the role");
  if (!actions.has(action)) return unknown("the action");
  const wanted = toResource(resource);
  if (!kinds.has(wanted.kind)) return unknown("the kind of resource");
  if (held.may(action, wanted)) return { role };
  return { role, why: `the role ${roleName} may not` };
}
