import { ConfigError, PermissionError } from "@brain/core";
import { guarded, type Attempt, type Recorder } from "../guarded.ts";
import type { Role, Roles } from "../roles/compile-roles.ts";
import { decide } from "../roles/decide.ts";
import { isUserId, type Listed, type UserList } from "./user-list.ts";

/** What a change of role is decided by. */
interface ChangeContext {
  readonly audit: Recorder;
  readonly roles: Roles;
  readonly list: UserList;
}
interface RoleChange {
  readonly actor: string;
  readonly user: string;
  /** Null: none any more. */
  readonly role: string | null;
}

/** Judges the change, records it, and judges it again over the list that it is written to. */
export async function changeRole(context: ChangeContext, change: RoleChange): Promise<void> {
  const { audit, list } = context;
  const { actor, user, role } = change;
  if (!list.changeable) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The role of ${user} cannot be changed: only the configuration has users.`,
      hint: "Give createAccess a `store` for further users, or change the configuration.",
    });
  }
  const before = await list.read();
  const act = {
    action: "manage_users",
    resource: `user:${user}`,
    detail: { role, before: before.roleOf(user) ?? null },
  };
  const attempt: Attempt = { ...act, actor };
  const why = objection(context, before, change);
  await guarded(audit, attempt, { role: before.roleOf(actor) ?? null, why }, async () => {
    for (let listed = before; ; listed = await list.read()) {
      const late = objection(context, listed, change);
      if (late !== undefined) {
        throw new PermissionError({
          code: "access_denied",
          message: `The role of ${user} was not changed: meanwhile ${late}.`,
        });
      }
      if (await listed.replace(user, role)) return;
    }
  });
}

/** Why a change may not be made; undefined: it may. */
function objection(
  { roles, list }: ChangeContext,
  listed: Listed,
  { actor, user, role }: RoleChange,
): string | undefined {
  const by = listed.roleOf(actor);
  const { why } = decide(roles, by, { action: "manage_users", resource: `user:${user}` });
  if (why !== undefined) return why;
  if (!isUserId(user)) return "that is no name of a user";
  if (list.isFixed(user)) return "the configuration fixes the user's role";
  const old = listed.roleOf(user);
  if (role === null && old === undefined) return "the user is unknown";
  if (role !== null && !roles.roles.has(role)) return "the new role is unknown";
  const own = roles.roles.get(by ?? "");
  for (const touched of [old, role]) {
    const other = roles.roles.get(touched ?? "");
    if (other !== undefined && own?.covers(other) !== true) {
      return `the role ${by} does not cover the role ${other.name}`;
    }
  }
  if (leavesNobody(roles.roles, listed, { user, role })) {
    return "nobody would be left who may manage users";
  }
  return undefined;
}

function leavesNobody(
  roles: ReadonlyMap<string, Role>,
  listed: Listed,
  { user, role }: Pick<RoleChange, "user" | "role">,
): boolean {
  const after = listed.users.map((each) => (each.id === user ? role : each.role));
  // Over all users: who may only manage some is not the one who is left.
  const manages = (name: string | null): boolean =>
    roles
      .get(name ?? "")
      ?.rights.some(
        (right) =>
          right.action === "manage_users" && right.kind === "user" && right.name === undefined,
      ) === true;
  return !after.some(manages);
}
