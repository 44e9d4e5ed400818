import { BrainError, memoryState, PermissionError, type Guard } from "@brain/core";
import { describe, expect, test } from "vitest";
import type { AuditEntry, AuditEvent } from "./audit/event.ts";
import { createAccess, type AccessOptions } from "./create-access.ts";
import type { Recorder } from "./guarded.ts";
import { permissions } from "./roles/permissions.ts";

/** Notes the entries; refuses those of the outcomes in `broken`. */
function notes(broken: readonly string[] = []) {
  const entries: AuditEntry[] = [];
  const audit: Recorder = {
    async record(entry) {
      if (broken.includes(entry.outcome)) throw new TypeError("the disk is full");
      entries.push(entry);
      // Nobody looks at the chained event here.
      return entry as unknown as AuditEvent;
    },
  };
  const said = (): string[] =>
    entries.map(
      ({ actor, action, outcome, reason }) =>
        `${actor.id}(${actor.role}) ${action} ${outcome}${reason === undefined ? "" : `: ${reason}`}`,
    );
  return { entries, audit, said };
}
const users = { maria: "admin", ana: "analyst", vic: "viewer" };
const access = (options: Partial<AccessOptions> = {}) =>
  createAccess({ users, audit: notes().audit, ...options });
const done = (guard: Guard, action: string, resource = "pipeline:shop"): Promise<string> =>
  guard({ action, resource }, async () => "done");
const denied = { code: "access_denied" };

describe("[AC-1]", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "", "nobody"];

  test.each(names)("the user %j is unknown: denied, and recorded", async (name) => {
    const { audit, said } = notes();

    await expect(done(access({ audit }).as(name), "reset_state")).rejects.toMatchObject(denied);

    expect(said()).toEqual([`${name}(null) reset_state denied: the user is unknown`]);
  });

  test.each([...names, "manage", "all"])(
    "the action %j is unknown: denied, and recorded",
    async (name) => {
      const { audit, said } = notes();

      await expect(done(access({ audit }).as("maria"), name)).rejects.toMatchObject(denied);

      expect(said()).toEqual([`maria(admin) ${name} denied: the action is unknown`]);
    },
  );

  test.each([...names, "all", "manage", "all:x", "__proto__:x", "Pipeline:shop", ":shop"])(
    "the kind of resource %j is unknown: denied, and recorded",
    async (name) => {
      const { audit, said } = notes();

      await expect(done(access({ audit }).as("maria"), "reset_state", name)).rejects.toMatchObject(
        denied,
      );

      expect(said()).toEqual([`maria(admin) reset_state denied: the kind of resource is unknown`]);
    },
  );

  test.each(names)(
    "the role %j, kept in a store, is unknown: denied, and recorded",
    async (role) => {
      const { values } = memoryState();
      await values.put("access/users", { v: 1, users: [{ id: "eve", role }] }, undefined);
      const { audit, said } = notes();

      await expect(
        done(access({ audit, store: values }).as("eve"), "view_dashboard"),
      ).rejects.toMatchObject(denied);

      expect(said()).toEqual([`eve(${role}) view_dashboard denied: the role is unknown`]);
    },
  );

  test("a question about what nobody knows is false, and recorded", async () => {
    const { audit, said } = notes();
    const { can } = access({ audit });

    expect(await can("nobody", "decrypt", "stream:a.b")).toBe(false);
    expect(await can("maria", "fly", "stream:a.b")).toBe(false);
    expect(await can("maria", "decrypt", "moon:1")).toBe(false);
    expect(await can("vic", "decrypt", "stream:a.b")).toBe(false);
    expect(await can("maria", "decrypt", "stream:a.b")).toBe(true);

    expect(said()).toEqual([
      "nobody(null) decrypt denied: the user is unknown",
      "maria(admin) fly denied: the action is unknown",
      "maria(admin) decrypt denied: the kind of resource is unknown",
    ]);
  });

  test("what is denied is not done, also where the denial cannot be recorded", async () => {
    let worked = false;
    const guard = access({ audit: notes(["denied"]).audit }).as("vic");

    const refused = guard({ action: "reset_state", resource: "pipeline:shop" }, async () => {
      worked = true;
    });

    await expect(refused).rejects.toBeInstanceOf(PermissionError);
    await expect(refused).rejects.toMatchObject({
      ...denied,
      cause: { message: "the disk is full" },
    });
    expect(worked).toBe(false);
  });

  test.each(["__proto__", "Admin", "a b", "", "manage", "all", "ä"])(
    "a role cannot be called %j",
    (name) => {
      const roles = Object.fromEntries([[name, ["read"]]]) as NonNullable<AccessOptions["roles"]>;

      expect(() => access({ roles })).toThrow(expect.objectContaining({ code: "config_invalid" }));
    },
  );

  test("a list of users that is not as it was written lets nobody of it do anything", async () => {
    const { values } = memoryState();
    await values.put("access/users", { eve: "admin" }, undefined);
    const { as } = access({ store: values });

    await expect(done(as("eve"), "reset_state")).rejects.toMatchObject({
      code: "store_unavailable",
    });
    await expect(done(as("maria"), "reset_state")).resolves.toBe("done");
  });
});

describe("[AC-2]", () => {
  const may = {
    admin: ["read", "write", "delete", "admin"],
    analyst: ["read", "write"],
    viewer: ["read"],
  };

  test.each(Object.entries(may))(
    "%s may what the guide says, and nothing else",
    async (role, held) => {
      const { can } = access({ users: { someone: role } });

      for (const [permission, actions] of Object.entries(permissions)) {
        for (const action of actions) {
          expect([action, await can("someone", action, "pipeline:shop")]).toEqual([
            action,
            held.includes(permission),
          ]);
        }
      }
    },
  );

  test("the guide's permissions hold the guide's acts", () => {
    expect(permissions).toMatchObject({
      read: ["view_dashboard", "export_reports"],
      write: expect.arrayContaining(["modify_data", "create_reports"]),
      delete: ["delete_data", "remove_integrations"],
      admin: expect.arrayContaining(["manage_users", "system_config"]),
    });
  });

  test("a configured role takes the place of its default; single acts hold for the resource they name", async () => {
    const roles = {
      analyst: ["read", { can: ["reset_state"], on: ["pipeline:shop", "ledger"] }],
    } as const;
    const { can } = access({ roles });

    expect(await can("ana", "reset_state", "pipeline:shop")).toBe(true);
    expect(await can("ana", "reset_state", "ledger:any")).toBe(true);
    expect(await can("ana", "reset_state", "pipeline:shop2")).toBe(false);
    expect(await can("ana", "reset_state", "pipeline")).toBe(false);
    expect(await can("ana", "reset_state", "pipeline:shop:more")).toBe(false);
    expect(await can("ana", "modify_data", "data:x")).toBe(false);
    expect(await can("vic", "view_dashboard", "dashboard:x")).toBe(true);
  });

  test("a user of the configuration has a role that exists", () => {
    expect(() => access({ users: { ana: "analist" } })).toThrow(
      expect.objectContaining({ code: "config_invalid", hint: 'Did you mean "analyst"?' }),
    );
  });

  const roles = { steward: ["read", { can: ["manage_users"], on: ["user"] }] } as const;

  test("nobody gives a role that is more than their own, to themselves or to others", async () => {
    const { audit, said } = notes();
    const { values } = memoryState();
    const { assign, users: list } = access({
      roles,
      users: { root: "admin" },
      audit,
      store: values,
    });
    await assign("root", "sam", "steward");
    await assign("root", "ana", "analyst");

    await expect(assign("sam", "sam", "admin")).rejects.toMatchObject(denied);
    await expect(assign("sam", "new", "analyst")).rejects.toMatchObject(denied);
    await expect(assign("sam", "ana", "viewer")).rejects.toMatchObject(denied);
    await expect(assign("sam", "ana", null)).rejects.toMatchObject(denied);
    await expect(assign("ana", "ana", "admin")).rejects.toMatchObject(denied);
    await expect(assign("sam", "root", "viewer")).rejects.toMatchObject(denied);
    await assign("sam", "vic", "viewer");

    expect(await list()).toEqual([
      { id: "sam", role: "steward", fixed: false },
      { id: "ana", role: "analyst", fixed: false },
      { id: "vic", role: "viewer", fixed: false },
      { id: "root", role: "admin", fixed: true },
    ]);
    expect(said().filter((line) => line.includes("denied"))).toHaveLength(6);
    expect(said().slice(-2)).toEqual([
      "sam(steward) manage_users allowed",
      "sam(steward) manage_users success",
    ]);
  });

  test("the last one who may manage users stays", async () => {
    const { values } = memoryState();
    const seeded = { v: 1, users: ["one", "two"].map((id) => ({ id, role: "admin" })) };
    await values.put("access/users", seeded, undefined);
    const { assign } = access({ users: { vic: "viewer" }, store: values });

    await assign("one", "two", null);

    await expect(assign("one", "one", null)).rejects.toMatchObject(denied);
    await expect(assign("one", "one", "viewer")).rejects.toMatchObject(denied);
  });

  test("two who remove each other at once do not both succeed", async () => {
    const { values } = memoryState();
    const seeded = { v: 1, users: ["one", "two"].map((id) => ({ id, role: "admin" })) };
    await values.put("access/users", seeded, undefined);
    const [first, second] = [
      access({ users: {}, store: values }),
      access({ users: {}, store: values }),
    ];

    const ends = await Promise.allSettled([
      first.assign("one", "two", null),
      second.assign("two", "one", null),
    ]);

    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await first.users()).toHaveLength(1);
  });

  test("a role that was taken away is gone at the next act", async () => {
    const { values } = memoryState();
    const { as, assign } = access({ store: values });
    await assign("maria", "luis", "admin");
    const guard = as("luis");
    await done(guard, "reset_state");

    await assign("maria", "luis", null);

    await expect(done(guard, "reset_state")).rejects.toMatchObject(denied);
  });
});

describe("[AD-3]", () => {
  test("a privileged act is not done when its entry cannot be written", async () => {
    let worked = false;
    const guard = access({ audit: notes(["allowed"]).audit }).as("maria");

    const act = guard({ action: "reset_state", resource: "pipeline:shop" }, async () => {
      worked = true;
    });

    await expect(act).rejects.toMatchObject({
      code: "store_unavailable",
      context: { done: false },
    });
    expect(worked).toBe(false);
  });

  test("an act whose end alone cannot be written says that it was done, and not to do it again", async () => {
    const { audit, said } = notes(["success"]);

    const error: unknown = await done(access({ audit }).as("maria"), "reset_state").catch(
      (thrown: unknown) => thrown,
    );

    expect(BrainError.isInstance(error) && error.toJSON()).toMatchObject({
      code: "store_unavailable",
      retryable: false,
      context: { done: true },
    });
    expect(said()).toEqual(["maria(admin) reset_state allowed"]);
  });
});

test("[AD-1] an act is recorded before it is done and how it ended, with who, what and to what", async () => {
  const { audit, entries } = notes();
  const guard = access({ audit }).as("maria");
  const act = { action: "reset_state", resource: "pipeline:shop", detail: { flow: "orders" } };
  const failing = guard(act, async () => {
    expect(entries.map(({ outcome }) => outcome)).toEqual(["allowed"]);
    throw new PermissionError({ code: "scope_missing", message: "not there" });
  });

  await expect(failing).rejects.toMatchObject({ code: "scope_missing" });
  await guard(act, async () => undefined);

  const actor = { type: "user", id: "maria", role: "admin" };
  expect(entries).toEqual([
    { ...act, actor, outcome: "allowed" },
    { ...act, actor, outcome: "failure", reason: "scope_missing" },
    { ...act, actor, outcome: "allowed" },
    { ...act, actor, outcome: "success" },
  ]);
});
