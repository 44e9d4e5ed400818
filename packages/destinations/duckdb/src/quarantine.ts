import type { Issue, Json, QuarantineEntry, QuarantineStore } from "@brain/core";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { storeError } from "./errors.ts";
import { rowsOf, transaction } from "./transaction.ts";

const COLUMNS = `id, pipeline, flow, source, stream, "partition", connector_version, "position", step, issues, record,
  protection, run, "at"`;
/** Ids in one statement of `settle`. */
const SETTLE_PAGE = 500;

/** Adds entries in the transaction that `connection` is in; those that are there already change nothing. */
export async function addEntries(
  connection: DuckDBConnection,
  entries: readonly QuarantineEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await connection.run(
    `create or replace temp table _brain_entries as select ${COLUMNS} from _quarantine limit 0`,
  );
  const appender = await connection.createAppender("_brain_entries", "main", "temp");
  const ids = new Set<string>();
  for (const entry of entries) {
    if (ids.has(entry.id)) continue;
    ids.add(entry.id);
    const { id, pipeline, flow, source, stream, partition, connectorVersion } = entry;
    for (const text of [id, pipeline, flow, source, stream, partition, connectorVersion]) {
      appender.appendVarchar(text);
    }
    appender.appendBigInt(BigInt(entry.position));
    for (const text of [entry.step, issuesText(entry.issues), JSON.stringify(entry.record)]) {
      appender.appendVarchar(text);
    }
    for (const text of [entry.protection, entry.run, entry.at]) appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(
    `insert into _quarantine select *, null, null from temp._brain_entries e
     where not exists (select 1 from _quarantine q where q.id = e.id)`,
  );
}

/** The table `_quarantine` of the file. */
export function createQuarantine(database: () => Promise<Database>): QuarantineStore {
  const inTurn = async <T>(
    what: string,
    work: (books: DuckDBConnection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    signal?.throwIfAborted();
    const opened = await database();
    try {
      return await opened.inTurn(() => work(opened.books));
    } catch (cause) {
      throw storeError(opened.path, what, cause);
    }
  };

  return {
    add: (entries, signal) =>
      inTurn(
        "adding to the quarantine",
        (books) => transaction(books, () => addEntries(books, entries)),
        signal,
      ),

    list: ({ pipeline, flow, after, settled, limit }, signal) =>
      inTurn(
        "reading the quarantine",
        async (books) => {
          const values: DuckDBValue[] = [pipeline];
          const where = ["pipeline = $1"];
          if (settled !== true) where.push("outcome is null");
          if (flow !== undefined) where.push(`flow = $${values.push(flow)}`);
          if (after !== undefined) where.push(`id > $${values.push(after)}`);
          const rows = await rowsOf(
            books,
            `select ${COLUMNS} from _quarantine where ${where.join(" and ")}
             order by id limit $${values.push(BigInt(limit))}`,
            values,
          );
          return rows.map(toEntry);
        },
        signal,
      ),

    settle: (ids, outcome, run, signal) =>
      inTurn(
        "settling quarantined records",
        (books) =>
          transaction(books, async () => {
            for (let at = 0; at < ids.length; at += SETTLE_PAGE) {
              const some = ids.slice(at, at + SETTLE_PAGE);
              const marks = some.map((_, index) => `$${index + 3}`).join(", ");
              await books.run(
                `update _quarantine set outcome = $1, settled_by = $2 where outcome is null and id in (${marks})`,
                [outcome, run, ...some],
              );
            }
          }),
        signal,
      ),

    replace: (entries, signal) =>
      inTurn(
        "rewriting quarantined records",
        (books) =>
          transaction(books, async () => {
            for (const { id, record } of entries) {
              await books.run("update _quarantine set record = $1 where id = $2", [
                JSON.stringify(record),
                id,
              ]);
            }
          }),
        signal,
      ),
  };
}

/** A symbol in a path has no JSON; its description says which it was. */
function issuesText(issues: readonly Issue[]): string {
  return JSON.stringify(
    issues.map(({ path, code, message }) => ({
      path: path.map((step) => (typeof step === "symbol" ? String(step) : step)),
      code,
      message,
    })),
  );
}

function toEntry(row: readonly DuckDBValue[]): QuarantineEntry {
  const text = (index: number): string => String(row[index]);
  return {
    id: text(0),
    pipeline: text(1),
    flow: text(2),
    source: text(3),
    stream: text(4),
    partition: text(5),
    connectorVersion: text(6),
    position: Number(row[7]),
    step: text(8),
    // Only `addEntries` writes these three.
    issues: JSON.parse(text(9)) as Issue[],
    record: JSON.parse(text(10)) as Json,
    protection: text(11) as QuarantineEntry["protection"],
    run: text(12),
    at: text(13),
  };
}
