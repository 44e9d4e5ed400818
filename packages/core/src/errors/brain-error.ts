import type { Json } from "../json.ts";
import type { Code } from "./codes.ts";
import type { ErrorCode } from "./error-code.ts";
import { redactCause } from "./redact-cause.ts";
import { sourceCodes } from "./source-codes.ts";

const MARK = Symbol.for("@brain/error");
/** Where the page of a code is found. */
const DOCS = "https://brain.example/errors/";

/** Of a code that another class has. */
const UNREGISTERED: ErrorCode = { kind: "BrainError", fix: "See the message.", retryable: false };

/** What an error of ours is made of. */
export interface BrainErrorOptions<C extends Code = Code> {
  readonly code: C;
  /** What happened, and to what. No secrets, no bodies, no URL with its query. */
  readonly message: string;
  /** What to do. Default: what the registry says of the code. */
  readonly hint?: string | undefined;
  readonly retryable?: boolean | undefined;
  /** ISO-8601 UTC, where waiting helps. */
  readonly resumeAt?: string | undefined;
  readonly context?: Readonly<Record<string, Json>> | undefined;
  readonly cause?: unknown;
}

/** Every error that reaches users. Branch on `code`; recognise with {@link BrainError.isInstance}. */
export class BrainError<C extends Code = Code> extends Error {
  readonly code: C;
  readonly hint: string;
  readonly docsUrl: string;
  readonly retryable: boolean;
  /**
   * ISO-8601 UTC. Set: the partition, and so its stream, ends `incomplete`, not failed, and its last checkpoint stands;
   * other partitions go on. Throwing an error with it is how a source signals a quota pause.
   */
  readonly resumeAt: string | undefined;
  readonly context: Readonly<Record<string, Json>>;

  /** `codes`: what a class of its own kind says of its codes. */
  constructor(
    options: BrainErrorOptions<C>,
    codes: Readonly<Record<string, ErrorCode>> = sourceCodes,
  ) {
    super(
      options.message,
      options.cause === undefined ? undefined : { cause: redactCause(options.cause) },
    );
    const registered = codes[options.code] ?? UNREGISTERED;
    this.name = registered.kind;
    this.code = options.code;
    this.hint = options.hint ?? registered.fix;
    this.docsUrl = DOCS + options.code;
    this.retryable = options.retryable ?? registered.retryable;
    this.resumeAt = options.resumeAt;
    this.context = options.context ?? {};
    Object.defineProperty(this, MARK, { value: true });
  }

  /** By a mark, not by class: two copies of this package may be loaded at once. */
  static isInstance(error: unknown): error is BrainError {
    return typeof error === "object" && error !== null && MARK in error;
  }

  toJSON(): object {
    const { name, code, message, hint, docsUrl, retryable, resumeAt, context } = this;
    return { name, code, message, hint, docsUrl, retryable, resumeAt, context };
  }
}
