import { DatabaseSync } from "node:sqlite";

const TABLES = `
  create table if not exists leases(name text primary key, fence integer, owner text, expires_at integer, released integer);
  create table if not exists checkpoints(pipeline text, flow text, scope text, part text, seq integer, generation text,
    saved_at text, body text, primary key (pipeline, flow, scope, part));
  create table if not exists kept(key text primary key, value text, version integer);
  create table if not exists rows(tab text, key text, batch text, position integer, record text, primary key (tab, key));
`;

/** A file that several processes use at once; each waits for the others' transactions. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 10_000 });
  database.exec("pragma journal_mode = wal");
  database.exec(TABLES);
  return database;
}

/** All or nothing of what `work` does; nobody else writes meanwhile. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
}
