import type { Json, KeyValueStore } from "@brain/core";
import type { Database } from "./database.ts";
import { rowsOf, transaction } from "./transaction.ts";

type InTurn = <T>(
  what: string,
  work: (database: Database) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

const LIST_PAGE = 1000;

/** Small values beside the checkpoints. Versions are random, so that none comes back after a deletion. */
export function createValues(inTurn: InTurn): KeyValueStore {
  const read = async ({ books }: Database, key: string): Promise<[string, string] | undefined> => {
    const [row] = await rowsOf(books, "select value, version from _brain_values where key = $1", [
      key,
    ]);
    return row === undefined ? undefined : [String(row[0]), String(row[1])];
  };

  return {
    get: (key, signal) =>
      inTurn(
        "reading a value",
        async (database) => {
          const found = await read(database, key);
          if (found === undefined) return undefined;
          // Only `put` writes here, and it writes JSON.
          return { value: JSON.parse(found[0]) as Json, version: found[1] };
        },
        signal,
      ),

    put: (key, value, expected, signal) =>
      inTurn(
        "writing a value",
        (database) =>
          transaction(database.books, async () => {
            if ((await read(database, key))?.[1] !== expected) return undefined;
            const version = crypto.randomUUID();
            await database.books.run("delete from _brain_values where key = $1", [key]);
            await database.books.run("insert into _brain_values values ($1, $2, $3)", [
              key,
              JSON.stringify(value),
              version,
            ]);
            return version;
          }),
        signal,
      ),

    delete: (key, expected, signal) =>
      inTurn(
        "removing a value",
        async ({ books }) => {
          const gone = await rowsOf(
            books,
            "delete from _brain_values where key = $1 and version = $2 returning 1",
            [key, expected],
          );
          return gone.length > 0;
        },
        signal,
      ),

    async *list(prefix, signal) {
      let after: string | undefined;
      for (;;) {
        const bound = after;
        const rows = await inTurn(
          "listing values",
          ({ books }) =>
            rowsOf(
              books,
              `select key from _brain_values where starts_with(key, $1) ${bound === undefined ? "" : "and key > $2"}
               order by key limit ${LIST_PAGE}`,
              bound === undefined ? [prefix] : [prefix, bound],
            ),
          signal,
        );
        for (const [key] of rows) yield String(key);
        if (rows.length < LIST_PAGE) return;
        after = String(rows.at(-1)?.[0]);
      }
    },
  };
}
