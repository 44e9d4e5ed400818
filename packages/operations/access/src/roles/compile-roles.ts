import { createMongoAbility, type MongoAbility } from "@casl/ability";
import { defaultRoles, permissions, resourceKinds } from "./permissions.ts";
import { readRoles, type Grant, type RolesConfig } from "./role-config.ts";
import { toResource, type Resource } from "./resource.ts";

/** One act on one kind of resource, or on the one of that name. */
interface Right {
  readonly action: string;
  readonly kind: string;
  readonly name: string | undefined;
}
type Ability = MongoAbility<[string, Resource | string]>;

/** A role that can be asked. */
export interface Role {
  readonly name: string;
  may(action: string, resource: Resource): boolean;
  /** Whether it may all that the other may. */
  covers(other: Role): boolean;
  readonly rights: readonly Right[];
}

/** All that is known; whatever is not is denied (AC-1). */
export interface Roles {
  readonly roles: ReadonlyMap<string, Role>;
  readonly actions: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** The default roles with those of a configuration. @throws ConfigError `config_invalid` */
export function compileRoles(given: RolesConfig = {}): Roles {
  const named = new Map<string, readonly Grant[]>(Object.entries(defaultRoles));
  for (const [name, grants] of readRoles(given)) named.set(name, grants);
  const own = [...named.values()].flat().filter((grant) => typeof grant !== "string");
  const actions = new Set<string>([
    ...Object.values(permissions).flat(),
    ...own.flatMap(({ can }) => can),
  ]);
  const kinds = new Set<string>([
    ...resourceKinds,
    ...own.flatMap(({ on }) => on.map((resource) => toResource(resource).kind)),
  ]);
  const roles = [...named].map(([name, grants]): [string, Role] => [
    name,
    createRole(
      name,
      grants.flatMap((grant) => rightsOf(grant, kinds)),
    ),
  ]);
  return { roles: new Map(roles), actions, kinds };
}

function rightsOf(grant: Grant, kinds: ReadonlySet<string>): Right[] {
  if (typeof grant === "string") {
    return permissions[grant].flatMap((action) =>
      [...kinds].map((kind) => ({ action, kind, name: undefined })),
    );
  }
  return grant.can.flatMap((action) =>
    grant.on.map((resource) => {
      const { kind, name } = toResource(resource);
      return { action, kind, name: resource.includes(":") ? name : undefined };
    }),
  );
}

function createRole(name: string, rights: readonly Right[]): Role {
  const ability = createMongoAbility<Ability>(
    rights.map((right) => ({
      action: right.action,
      subject: right.kind,
      ...(right.name !== undefined && { conditions: { name: { $eq: right.name } } }),
    })),
    { detectSubjectType: (resource) => resource.kind },
  );
  return {
    name,
    rights,
    // Never the name of a kind: asked that way, a condition counts as met.
    may: (action, resource) => ability.can(action, resource),
    covers: (other) =>
      other.rights.every((wanted) =>
        rights.some(
          (right) =>
            right.action === wanted.action &&
            right.kind === wanted.kind &&
            (right.name === undefined || right.name === wanted.name),
        ),
      ),
  };
}
