import { z, type ZodType } from "zod";

const REDACTED = "[redacted]";
const values = new WeakMap<Secret, string>();

/** Prints `[redacted]` wherever it is shown, serialised or interpolated; `reveal()` is the only way to the value. */
export class Secret {
  private constructor() {}

  static of(value: string): Secret {
    const made = new Secret();
    values.set(made, value);
    return made;
  }

  reveal(): string {
    return values.get(this) ?? "";
  }

  toString(): typeof REDACTED {
    return REDACTED;
  }

  toJSON(): typeof REDACTED {
    return REDACTED;
  }

  get [Symbol.toStringTag](): string {
    return "Secret";
  }

  /** What `util.inspect` and `console.log` show on Node, Bun and Deno. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Secret(${REDACTED})`;
  }
}

/**
 * A config field that arrives as a string and leaves as a {@link Secret}. A zod type, so that it stands inside
 * `z.object`; its JSON Schema is `{ type: "string", writeOnly: true }`.
 */
export function secret(): ZodType<Secret, string> {
  return z
    .string()
    .min(1)
    .meta({ writeOnly: true })
    .transform((value) => Secret.of(value));
}
