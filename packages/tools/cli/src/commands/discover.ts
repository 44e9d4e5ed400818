import { outputJsonSchema, type Source, type Stream } from "@brain/core";
import { bindSource } from "../bind-source.ts";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";

/** Lists the streams of a source: keys, cursor, personal data; with `--json` also the schema as this account has it. */
export async function discover(session: Session, name: string): Promise<number> {
  const source = await bindSource(session, name);
  const text = session.options.json
    ? `${JSON.stringify(await catalog(session, source))}\n`
    : table(
        ["stream", "primary key", "cursor", "mode", "personal data"],
        Object.values(source.streams).map(toRow),
      );
  await session.print(text);
  return exitCodes.succeeded;
}

function toRow(stream: Stream): string[] {
  const { primaryKey, cursor, mode, pii } = stream.info;
  const lookback = cursor?.lookbackMs === undefined ? "" : ` − ${duration(cursor.lookbackMs)}`;
  return [
    stream.name,
    primaryKey.join(", "),
    cursor === undefined ? "" : `${cursor.field}${lookback}`,
    mode ?? (primaryKey.length > 0 ? "upsert" : "append"),
    Object.keys(pii ?? {}).join(", "),
  ];
}

async function catalog(session: Session, source: Source): Promise<object[]> {
  const stop = watchSignals(session.terminal);
  try {
    const found: object[] = [];
    for (const stream of Object.values(source.streams)) {
      const { primaryKey, cursor, mode, pii, deletes, docs } = stream.info;
      const schema = outputJsonSchema(await stream.open({ signal: stop.drain }).schema());
      found.push({ stream: stream.name, primaryKey, cursor, mode, pii, deletes, docs, schema });
    }
    return found;
  } finally {
    stop.end();
  }
}

function duration(ms: number): string {
  const days = ms / 86_400_000;
  if (days >= 1) return `${days} d`;
  return ms >= 60_000 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}
