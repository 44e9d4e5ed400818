/** A place in a run at which the process that runs it sends itself a signal. */
export type Place =
  /** At the n-th call of a method of the writer, or of the state store's `save`. */
  | {
      readonly kind: "call";
      readonly call: "write" | "commit" | "finish" | "save";
      readonly nth: number;
      readonly when: "before" | "after";
    }
  /** While the n-th record goes through the flow: in the middle of its page. */
  | { readonly kind: "record"; readonly nth: number }
  /** At the n-th SQL statement that matches, counted from the first that matches `following`. */
  | {
      readonly kind: "statement";
      readonly matching: string;
      readonly following?: string;
      readonly nth: number;
      readonly when: "before" | "during" | "after";
    }
  /** At the n-th write to, or sync of, a file whose path matches; `during` a write: half of the bytes are in the file. */
  | {
      readonly kind: "file";
      readonly call: "write" | "sync";
      readonly matching: string;
      readonly nth: number;
      readonly when: "before" | "during" | "after";
    };

/** Places by what they are called in reports. */
export type Places = Readonly<Record<string, Place>>;
