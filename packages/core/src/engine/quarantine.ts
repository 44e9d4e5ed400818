import type { FlowDefinition, Sealer } from "../flow.ts";
import type { Json } from "../json.ts";
import { maskFields, personalFields } from "../protectors.ts";
import type { QuarantineEntry } from "../stores/quarantine-store.ts";
import type { Issue } from "../validation.ts";
import { streamId, type RunContext } from "./context.ts";
import { hash } from "./hash.ts";

/** An invalid record on its way into quarantine. */
export interface Rejected {
  /** Its number within the partition and generation. */
  readonly position: number;
  readonly record: object;
  readonly step: string;
  readonly issues: readonly Issue[];
}

/** Entries as they are stored: sealed whole, or with the declared personal fields masked. */
export async function toEntries(
  context: RunContext,
  flow: FlowDefinition,
  where: { readonly partition: string; readonly generation: string },
  rejected: readonly Rejected[],
): Promise<QuarantineEntry[]> {
  const { definition, run, clock } = context;
  const entries: QuarantineEntry[] = [];
  for (const { position, record, step, issues } of rejected) {
    entries.push({
      id: await hash(definition.name, flow.name, where.generation, where.partition, position),
      pipeline: definition.name,
      flow: flow.name,
      source: flow.stream.source,
      stream: streamId({ flow }),
      partition: where.partition,
      connectorVersion: flow.stream.version,
      position,
      step,
      issues,
      ...(await protectRecord(definition.seal, definition.tenant, flow, record)),
      run,
      at: new Date(clock.now()).toISOString(),
    });
  }
  return entries;
}

async function protectRecord(
  seal: Sealer | undefined,
  tenant: string | undefined,
  flow: FlowDefinition,
  record: object,
): Promise<Pick<QuarantineEntry, "record" | "protection">> {
  const { source, name: stream } = flow.stream;
  // Records come from JSON; what a hand-made stream adds to that (undefined, a Date) is written as JSON writes it.
  const json: Json = JSON.parse(JSON.stringify(record));
  if (seal !== undefined) {
    return { record: await seal.seal(json, { tenant, source, stream }), protection: "sealed" };
  }
  const fields = personalFields(flow.stream);
  if (fields.length === 0 || typeof json !== "object" || json === null) {
    return { record: json, protection: fields.length === 0 ? "none" : "masked" };
  }
  return { record: maskFields(json, fields), protection: "masked" };
}
