import type { KeyValueStore } from "@brain/core";
import { damaged, unavailable } from "../errors.ts";
import { genesis, parseLine, type AuditHead } from "./chain.ts";
import type { AuditReader, AuditSink } from "./sink.ts";

/**
 * An audit log in a store of values: `duckdb(path).state.values` keeps it in the database, in `_brain_values`. Events that
 * are written together are one value, whose key is the first one's seq; only one writer can create that key, so there is
 * no lock to hold.
 */
export function storeAudit(values: KeyValueStore, name = "audit"): AuditSink & AuditReader {
  const keyOf = (seq: number): string => `${name}/${String(seq).padStart(12, "0")}`;
  let known = genesis;

  const linesAt = async (key: string): Promise<string[] | undefined> => {
    const found = await values.get(key);
    return found === undefined ? undefined : String(found.value).split("\n");
  };
  /** Goes on from the last event that is known here; a new process looks through the keys. */
  const findHead = async (): Promise<AuditHead> => {
    if (known.seq === 0) {
      let last: string | undefined;
      for await (const key of values.list(`${name}/`)) last = key;
      if (last !== undefined) known = headOf(name, await linesAt(last));
    }
    for (;;) {
      const next = await linesAt(keyOf(known.seq + 1));
      if (next === undefined) return known;
      known = headOf(name, next);
    }
  };

  return {
    async append(linesAfter) {
      try {
        for (;;) {
          const head = await findHead();
          const lines = await linesAfter(head);
          const version = await values.put(keyOf(head.seq + 1), lines.join("\n"), undefined);
          if (version !== undefined) return;
        }
      } catch (cause) {
        throw unavailable(`The audit log ${name} cannot be written`, cause);
      }
    },

    async *read() {
      try {
        for await (const key of values.list(`${name}/`))
          yield { lines: (await linesAt(key)) ?? [] };
      } catch (cause) {
        throw unavailable(`The audit log ${name} cannot be read`, cause);
      }
    },
  };
}

function headOf(name: string, lines: readonly string[] | undefined): AuditHead {
  const parsed = parseLine(lines?.at(-1) ?? null);
  if (parsed.event === undefined) throw damaged(name, `its last event was changed, ${parsed.why}`);
  return parsed.event;
}
