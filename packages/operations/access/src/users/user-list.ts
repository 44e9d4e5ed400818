import { ConfigError, suggest, type KeyValueStore } from "@brain/core";
import type { Roles } from "../roles/compile-roles.ts";
import { createUserStore, type RoleNames } from "./user-store.ts";

const LONGEST_ID = 200;

/** Somebody who acts. */
export interface User {
  readonly id: string;
  /** The name of the role, known or not. */
  readonly role: string;
  /** Of the configuration: no act changes it. */
  readonly fixed: boolean;
}

/** The list at one moment. */
export interface Listed {
  readonly users: readonly User[];
  roleOf(user: string): string | undefined;
  /** Gives a role to one user, or none, if nobody changed the list meanwhile. */
  replace(user: string, role: string | null): Promise<boolean>;
}

/** Users of the configuration and of the store. */
export interface UserList {
  /** False: only the configuration has users. */
  readonly changeable: boolean;
  isFixed(user: string): boolean;
  /** Does not look into the store for users of the configuration. */
  roleOf(user: string): Promise<string | undefined>;
  read(): Promise<Listed>;
}

/** @throws ConfigError `config_invalid` for a user of an unknown role. */
export function createUserList(
  given: Readonly<Record<string, string>>,
  values: KeyValueStore | undefined,
  { roles }: Roles,
): UserList {
  // A map, so that what objects inherit is nobody.
  const fixed = new Map(Object.entries(given));
  for (const [user, role] of fixed) {
    if (!isUserId(user)) throw invalid(`${JSON.stringify(user)} is no name of a user.`);
    if (!roles.has(role)) {
      const meant = suggest(role, roles.keys());
      throw invalid(
        `The user ${user} has the role ${JSON.stringify(role)}, which nobody defined.`,
        meant === undefined ? undefined : `Did you mean "${meant}"?`,
      );
    }
  }
  const store = values === undefined ? undefined : createUserStore(values);

  const read = async (): Promise<Listed> => {
    const saved = await store?.read();
    const others: RoleNames = saved?.users ?? new Map();
    const all = new Map([...others, ...fixed]);
    return {
      users: [...all].map(([id, role]) => ({ id, role, fixed: fixed.has(id) })),
      roleOf: (user) => all.get(user),
      async replace(user, role) {
        const next = new Map(others);
        if (role === null) next.delete(user);
        else next.set(user, role);
        return (await store?.replace(next, saved?.version)) ?? false;
      },
    };
  };
  return {
    changeable: store !== undefined,
    isFixed: (user) => fixed.has(user),
    roleOf: async (user) => fixed.get(user) ?? (await read()).roleOf(user),
    read,
  };
}

/** One line of text that a log can show as it is. */
export function isUserId(user: string): boolean {
  return user.length > 0 && user.length <= LONGEST_ID && !/[\p{C}\u2028\u2029]/u.test(user);
}

function invalid(message: string, hint?: string): ConfigError {
  return new ConfigError({ code: "config_invalid", message, hint });
}
