import { StoreError, type KeyValueStore } from "@brain/core";
import { z } from "zod";
import { unavailable } from "../errors.ts";

/** All in one value: that somebody who may manage users stays can only be kept over all at once. */
const KEY = "access/users";
const savedSchema = z.strictObject({
  v: z.literal(1),
  users: z.array(z.strictObject({ id: z.string(), role: z.string() })),
});

/** Users by id, and their roles' names. */
export type RoleNames = ReadonlyMap<string, string>;

/** The users that a store holds beside those of the configuration. */
export interface UserStore {
  /** Anew each time. @throws StoreError `store_unavailable`, also when what is kept is no list of users. */
  read(): Promise<{ readonly users: RoleNames; readonly version: string | undefined }>;
  /** False: somebody was faster, and nothing was changed. @throws StoreError `store_unavailable` */
  replace(users: RoleNames, version: string | undefined): Promise<boolean>;
}

export function createUserStore(values: KeyValueStore): UserStore {
  return {
    async read() {
      const found = await attempt("read", () => values.get(KEY));
      if (found === undefined) return { users: new Map(), version: undefined };
      const parsed = savedSchema.safeParse(found.value);
      if (!parsed.success) throw unreadable(parsed.error);
      const users = new Map(parsed.data.users.map(({ id, role }) => [id, role]));
      return { users, version: found.version };
    },
    async replace(users, version) {
      const saved = { v: 1, users: [...users].map(([id, role]) => ({ id, role })) };
      return (await attempt("changed", () => values.put(KEY, saved, version))) !== undefined;
    },
  };
}

async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable(`The list of users cannot be ${what}`, cause);
  }
}

function unreadable(cause: unknown): StoreError {
  return new StoreError({
    code: "store_unavailable",
    message: `The list of users under ${KEY} is not as it was written: nobody of it may do anything.`,
    hint: "Restore it from a backup, or delete it and assign the roles again.",
    retryable: false,
    cause,
  });
}
