/** What only a person knows of one stream; all else comes from the code. */
export interface StreamFacts {
  /** What one partition is, where there are several: `a course`. */
  readonly partition?: string;
  /** How it is read. Needed where neither a cursor nor `mirror` tells. */
  readonly read?: string;
  /** The option that sets the cursor's lookback. */
  readonly lookbackOption?: string;
  /** What is read again beside the cursor's lookback. */
  readonly again?: string;
  /** How many requests it costs. */
  readonly requests?: string;
  /** The permission that it needs. */
  readonly scope?: string;
  /** How the table calls a stream that the config names. */
  readonly called?: string;
  /** Fields of the primary key that the config names, and how the table calls them together. */
  readonly keyFromConfig?: { readonly fields: readonly string[]; readonly called: string };
}

/** A way to set the source up that gives other streams, or reads them otherwise. */
export interface Variant {
  /** In Markdown, as the table names it; empty: the usual way. */
  readonly label: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** In place of what the source's facts say of the stream. */
  readonly streams?: Readonly<Record<string, StreamFacts>>;
}

/** Another product's connector: by our stream, theirs in Markdown. */
export interface OtherConnector {
  readonly product: string;
  readonly streams: Readonly<Record<string, string>>;
}

/** What others have and we have not. */
export interface Lacking {
  readonly what: string;
  readonly of: string;
  readonly why: string;
}

/** What the pages of one source say beside what the code knows. */
export interface SourceFacts {
  /** Options beside the sandbox's, so that every stream is there. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Default: one, the usual way. */
  readonly variants?: readonly Variant[];
  /** Streams about which there is something to say. */
  readonly streams: Readonly<Record<string, StreamFacts>>;
  /** One line each, beside the budgets: page sizes and caps of the vendor. */
  readonly limits: readonly string[];
  readonly others: readonly OtherConnector[];
  /** Products of which no connector was found, as a sentence. */
  readonly without?: string;
  readonly lacking: readonly Lacking[];
}
