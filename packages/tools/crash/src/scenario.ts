import type { Destination, FlowDefinition, StateStore } from "@brain/core";
import type { Places } from "./place.ts";

/** Which data the source has: the later ones continue, revise and lack some of the earlier. */
export type DataVersion = "earlier" | "later";

/** What a process is told to do. */
export interface Setting {
  readonly scenario: string;
  /** Where everything lies that outlives the process. */
  readonly folder: string;
  /** Where the service listens, if the scenario has one. */
  readonly url: string;
  readonly data: DataVersion;
}

/** What the process runs. */
export interface Subject {
  readonly destination: Destination;
  readonly state?: StateStore;
  readonly flows: readonly FlowDefinition[];
}

/** A row without its bookkeeping, as text; `batch` where it says which one brought it. */
export interface StoredRow {
  readonly text: string;
  readonly batch?: string;
}

/** A vendor that is served to the processes. */
export interface Service {
  readonly url: string;
  requests(): number;
  close(): Promise<void>;
}

/** One destination in one write mode, and what is promised of it. */
export interface Scenario {
  readonly name: string;
  readonly promise: "effectively-once" | "at-least-once";
  /** A run over the earlier data comes first, so that there is something to go on from, to revise and to sweep. */
  readonly continues: boolean;
  /** Even after a kill the table is the old one or the new one, never a mix of both. */
  readonly atomic: boolean;
  readonly places: Places;
  serve?(): Promise<Service>;
  /** `onRecord` is to be called for every record that goes through a flow. */
  open(setting: Setting, onRecord: () => void): Subject;
  rows(folder: string): Promise<readonly StoredRow[]>;
}
