import type { MaybePromise } from "@brain/core";
import type { AuditHead } from "./chain.ts";

/** What a killed writer left behind the last whole line. */
export interface TornTail {
  readonly bytes: number;
  readonly sha256: string;
  /** All of it, so that nothing disappears. */
  readonly base64: string;
}

/** Where the chain is kept. */
export interface AuditSink {
  /**
   * Asks, while nobody else can write, for the lines that follow `head`, and keeps them; asks again where someone was
   * faster. They are durable when it resolves; `torn` is gone then.
   *
   * @throws StoreError `store_unavailable`
   */
  append(
    linesAfter: (head: AuditHead, torn?: TornTail) => MaybePromise<readonly string[]>,
  ): Promise<void>;
}

/** Some lines of a log, oldest first. */
export interface AuditPage {
  /** Without their newline. Null: not UTF-8. */
  readonly lines: readonly (string | null)[];
  /** Bytes behind the last newline: a line that was torn, or whose end was changed. */
  readonly torn?: number | undefined;
}

/** Where a chain can be read. */
export interface AuditReader {
  read(): AsyncIterable<AuditPage>;
}
