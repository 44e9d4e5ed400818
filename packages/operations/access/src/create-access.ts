import type { Guard, KeyValueStore } from "@brain/core";
import { unavailable } from "./errors.ts";
import { guarded, type Attempt, type Recorder } from "./guarded.ts";
import { compileRoles } from "./roles/compile-roles.ts";
import { decide, type Judged } from "./roles/decide.ts";
import type { RolesConfig } from "./roles/role-config.ts";
import { changeRole } from "./users/change-role.ts";
import { createUserList, type User } from "./users/user-list.ts";

/** Who there is, and what they may. */
export interface AccessOptions {
  /** Beside the guide's admin, analyst and viewer, or in their place. */
  readonly roles?: RolesConfig | undefined;
  /** Users and the names of their roles: fixed, no act changes them. */
  readonly users: Readonly<Record<string, string>>;
  /** Where further users are kept; without it nobody can be added. */
  readonly store?: KeyValueStore | undefined;
  /** Where every privileged and every denied act is recorded. */
  readonly audit: Recorder;
}

/** Decides who may do what, and records it. Whatever is unknown is denied (AC-1). */
export interface Access {
  /** The guard of one user, for a pipeline, for keys, or for acts of one's own. */
  as(actor: string): Guard;
  /**
   * Whether somebody may, without doing it. A question about a user, role, action or kind of resource that nobody knows
   * is recorded as denied.
   *
   * @throws StoreError `store_unavailable` when the users cannot be read, or that event cannot be recorded.
   */
  can(actor: string, action: string, resource: string): Promise<boolean>;
  /** All users with the names of their roles. @throws StoreError `store_unavailable` */
  users(): Promise<readonly User[]>;
  /**
   * Gives somebody a role, new or in place of the one held.
   *
   * @param role Null: takes the user out of the list.
   * @throws PermissionError `access_denied` when the actor may not manage users, has a role that does not cover both the
   * old role and the new one, or nobody would be left who may manage users; and for users of the configuration.
   * @throws StoreError `store_unavailable` @throws ConfigError `config_invalid` without a store.
   */
  assign(actor: string, user: string, role: string | null): Promise<void>;
}

/**
 * Makes the one place that decides. Roles are checked when it is made; users of the store are read anew at every act.
 *
 * @example `definePipeline({ name: "shop", flows, destination, guard: createAccess({ users: { maria: "admin" }, audit }).as("maria") })`
 * @throws ConfigError `config_invalid` for a role that cannot be read, or a user of an unknown role.
 */
export function createAccess(options: AccessOptions): Access {
  const { audit } = options;
  const roles = compileRoles(options.roles);
  const list = createUserList(options.users, options.store, roles);

  const judge = async (attempt: Attempt): Promise<Judged> =>
    decide(roles, await list.roleOf(attempt.actor), attempt);
  return {
    as: (actor) => async (act, work) => {
      const attempt = { ...act, actor };
      return guarded(audit, attempt, await judge(attempt), work);
    },

    async can(actor, action, resource) {
      const attempt = { actor, action, resource };
      const judged = await judge(attempt);
      if (judged.why === undefined) return true;
      if (judged.unknown) {
        try {
          const by = { type: "user", id: actor, role: judged.role } as const;
          const reason = judged.why;
          await audit.record({ actor: by, action, resource, outcome: "denied", reason });
        } catch (cause) {
          throw unavailable("A question that is denied cannot be recorded", cause);
        }
      }
      return false;
    },

    users: async () => (await list.read()).users,
    assign: (actor, user, role) => changeRole({ audit, roles, list }, { actor, user, role }),
  };
}
