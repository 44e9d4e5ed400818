import type { Json } from "../json.ts";
import type { Issue } from "../validation.ts";

/** An invalid record, with why it is invalid and where it came from. */
export interface QuarantineEntry {
  /** Made of flow, generation, partition and position, so that adding twice is adding once. */
  readonly id: string;
  readonly pipeline: string;
  readonly flow: string;
  readonly source: string;
  readonly stream: string;
  readonly partition: string;
  readonly connectorVersion: string;
  /** The record's number within the partition and generation. */
  readonly position: number;
  /** `schema`, or the validator's name, or `destination`. */
  readonly step: string;
  readonly issues: readonly Issue[];
  /** As it came from the source, protected as `protection` says. */
  readonly record: Json;
  /** `sealed` whole, declared personal fields `masked`, or `none`: the stream declares none. */
  readonly protection: "sealed" | "masked" | "none";
  readonly run: string;
  /** ISO-8601 UTC. */
  readonly at: string;
}

/** Where invalid records wait to be replayed. */
export interface QuarantineStore {
  /** Adding an entry again changes nothing. */
  add(entries: readonly QuarantineEntry[], signal?: AbortSignal): Promise<void>;
  /** Entries ordered by id: the unsettled ones, or with `settled` all of them. */
  list(
    scope: {
      readonly pipeline: string;
      readonly flow?: string | undefined;
      readonly after?: string | undefined;
      readonly settled?: true | undefined;
      readonly limit: number;
    },
    signal?: AbortSignal,
  ): Promise<readonly QuarantineEntry[]>;
  settle(
    ids: readonly string[],
    outcome: "loaded" | "discarded",
    run: string,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Puts the records of these in the place of those of the entries with their ids: what key rotation needs. */
  replace?(entries: readonly QuarantineEntry[], signal?: AbortSignal): Promise<void>;
  /** Which of the texts some record has, of any pipeline, settled or not. Not needed where the destination keeps the store. */
  holds?(texts: readonly string[], signal?: AbortSignal): Promise<readonly string[]>;
}
