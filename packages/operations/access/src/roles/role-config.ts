import { ConfigError } from "@brain/core";
import { z } from "zod";
import type { Permission } from "./permissions.ts";

const NAME = /^[a-z][a-z0-9_]*$/;
/** These mean "everything" to the library that keeps the rules. */
const WILDCARDS: readonly string[] = ["manage", "all"];

/** What a role may: all acts of a permission, or single acts on a kind of resource (`pipeline`) or on one (`pipeline:shop`). */
export type Grant =
  | Permission
  | { readonly can: readonly string[]; readonly on: readonly string[] };

/** Roles by name. One named like a default (`admin`, `analyst`, `viewer`) takes its place. */
export type RolesConfig = Readonly<Record<string, readonly Grant[]>>;

const rolesSchema = z.record(
  z.string(),
  z.array(
    z.union([
      z.enum(["read", "write", "delete", "admin"]),
      z.strictObject({ can: z.array(z.string()).min(1), on: z.array(z.string()).min(1) }),
    ]),
  ),
);

/**
 * The roles of a configuration, as pairs: nothing that an object inherits is one.
 *
 * @throws ConfigError `config_invalid`
 */
export function readRoles(given: RolesConfig): readonly (readonly [string, readonly Grant[]])[] {
  // Before the schema looks, which may leave out names such as `__proto__`.
  for (const name of Object.keys(given)) checkName("role", name);
  const parsed = rolesSchema.safeParse(given);
  if (!parsed.success) throw invalid(`The roles cannot be read: ${z.prettifyError(parsed.error)}`);
  const roles = Object.entries(parsed.data);
  for (const grant of roles.flatMap(([, grants]) => grants)) {
    if (typeof grant === "string") continue;
    for (const action of grant.can) checkName("action", action);
    for (const resource of grant.on) checkName("resource", resource.split(":", 1).join());
  }
  return roles;
}

function checkName(what: string, name: string): void {
  if (!NAME.test(name)) {
    throw invalid(
      `${JSON.stringify(name)} is no name of a ${what}: small letters, digits and _ make one.`,
    );
  }
  if (WILDCARDS.includes(name)) {
    throw invalid(`"${name}" is no name of a ${what}: name what is allowed one by one.`);
  }
}

function invalid(message: string): ConfigError {
  return new ConfigError({ code: "config_invalid", message });
}
