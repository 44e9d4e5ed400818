import {
  definePipeline,
  from,
  HttpError,
  makeStream,
  Secret,
  type Pipeline,
  type Stream,
} from "@brain/core";
import { duckdb, type DuckdbDestination } from "@brain/duckdb";
import { createPrivacy, functionKey, keyring, type Keyring, type Privacy } from "@brain/privacy";
import { z } from "zod";

const schema = z.object({
  id: z.string(),
  email: z.string(),
  n: z.int(),
});
type Person = z.infer<typeof schema>;

const PAGE = 400;
/** More rows than one part of a rewritten table has. */
const PAGES = { people: 13, leads: 1, snapshot: 3 } as const;
/** Where the source of `snapshot` breaks off, so that its staging waits to be finished. */
const BROKEN_AT = 2;
const INVALID_EVERY = 200;

function streamOf(name: keyof typeof PAGES): Stream<Person> {
  return makeStream<Person, string>({
    name,
    source: "crm",
    version: "1",
    identity: "crm",
    info: { schema, primaryKey: ["id"], pii: { email: "email" }, mode: "upsert" },
    open: () => ({
      schema: async () => schema,
      async *partitions() {
        yield { key: "all" };
      },
      async *read({ state }) {
        for (let page = Number(state ?? 0); page < PAGES[name]; page++) {
          if (name === "snapshot" && page === BROKEN_AT) throw brokenOff();
          yield { records: pageOf(name, page), checkpoint: page + 1 };
        }
      },
    }),
  });
}

function pageOf(name: string, page: number): Person[] {
  return Array.from({ length: PAGE }, (_, at) => {
    const n = page * PAGE + at;
    const id = `${name}-${n}`;
    return { id, email: `${id}@example.com`, n: n % INVALID_EVERY === 7 ? 0.5 : n };
  });
}

function brokenOff(): HttpError {
  return new HttpError({ code: "http_status", message: "The service answered 404." });
}

/** Whether a statement may change the file: a read leaves what the write before it left. */
export function writes(sql: string): boolean {
  return !/^\s*select/i.test(sql);
}

/** One process over the file. */
export interface RotationWorld {
  readonly destination: DuckdbDestination;
  readonly keys: Keyring;
  readonly privacy: Privacy;
  readonly pipeline: Pipeline;
}

/** Two flows in one table, the encrypted field within JSON as well, and a `replace` that breaks off. */
export function openWorld(path: string, kek: string): RotationWorld {
  const destination = duckdb(path);
  const provider = functionKey(() => Secret.of(kek));
  const keys = keyring({ store: destination.state.values, provider });
  const privacy = createPrivacy({ keyring: keys });
  const flowOf = (name: keyof typeof PAGES) =>
    from(streamOf(name))
      .protect(privacy.encrypt("email"))
      .map((person) => ({ ...person, copy: { email: [person.email] } }));
  const pipeline = definePipeline({
    name: "p",
    destination,
    flows: [
      flowOf("people").into("people", { key: ["id"], mode: "upsert", name: "people" }),
      flowOf("leads").into("people", { key: ["id"], mode: "upsert", name: "leads" }),
      flowOf("snapshot").into("snapshot", { key: ["id"], mode: "replace", name: "snapshot" }),
    ],
    seal: privacy.seal,
    maxInvalid: { count: 1_000, ratio: 1 },
    limits: { batchRecords: PAGE, streams: 1 },
  });
  return { destination, keys, privacy, pipeline };
}

/** Every row and quarantined record with its values opened, by table, in order. */
export async function openAll({ destination, privacy }: RotationWorld): Promise<string[]> {
  const found = await destination.query(
    `select table_name from duckdb_tables() where table_name in ('people', 'snapshot') or table_name like '_brain_staging%'`,
  );
  const texts: string[] = [];
  for (const { table_name: table } of found) {
    const rows = await destination.query(`select id, email, n, copy from "${String(table)}"`);
    const read = rowSchema.array().parse(rows);
    for (const [name, those] of Map.groupBy(read, ({ id }) => id.split("-")[0] ?? "")) {
      // Rows are named after their stream.
      const stream = streamOf(name as keyof typeof PAGES);
      const opened = await privacy.decrypt(those, { stream, fields: ["email"] });
      const copies = those.map(({ copy }) => ({ email: copy.email[0] }));
      const within = await privacy.decrypt(copies, { stream, fields: ["email"] });
      opened.forEach(({ id, email, n }, at) => {
        texts.push(JSON.stringify([table, id, email, n, within[at]?.email]));
      });
    }
  }
  const entries = await destination.quarantine.list({ pipeline: "p", settled: true, limit: 999 });
  for (const { id, source, stream, record } of entries) {
    const scope = { source, stream: stream.slice(source.length + 1) };
    texts.push(JSON.stringify([id, await privacy.seal.open(record, scope)]));
  }
  return texts.toSorted();
}

const rowSchema = z.object({
  id: z.string(),
  email: z.string(),
  n: z.int(),
  copy: z.string().transform((text): { email: string[] } => JSON.parse(text)),
});
