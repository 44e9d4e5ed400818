import type { DatabaseSync } from "node:sqlite";
import type { KeyValueStore } from "@brain/core";

/** Values beside the checkpoints, swapped only from the version that was read. */
export function createValues(database: DatabaseSync): KeyValueStore {
  return {
    async get(key) {
      const found = database.prepare("select value, version from kept where key = ?").get(key);
      if (found === undefined) return undefined;
      return { value: JSON.parse(String(found["value"])), version: String(found["version"]) };
    },
    async put(key, value, expected) {
      const text = JSON.stringify(value);
      const next = Number(expected ?? 0) + 1;
      const { changes } =
        expected === undefined
          ? database.prepare("insert or ignore into kept values (?, ?, ?)").run(key, text, next)
          : database
              .prepare("update kept set value = ?, version = ? where key = ? and version = ?")
              .run(text, next, key, Number(expected));
      return changes === 0 ? undefined : String(next);
    },
    async delete(key, expected) {
      const { changes } = database
        .prepare("delete from kept where key = ? and version = ?")
        .run(key, Number(expected));
      return changes > 0;
    },
    async *list(prefix) {
      const rows = database.prepare("select key from kept order by key").all();
      for (const { key } of rows) if (String(key).startsWith(prefix)) yield String(key);
    },
  };
}
