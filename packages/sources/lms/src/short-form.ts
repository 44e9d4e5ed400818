import { z, type ZodType } from "zod";

/**
 * What may be written shortly, or in full: of what is neither, every problem of the full form is told, where a union of zod
 * would only say that the input is invalid. `short` is the short form in JSON Schema.
 */
export function shortOr<T, Full extends ZodType>(
  isShort: (given: unknown) => given is T,
  short: Readonly<Record<string, unknown>>,
  full: Full,
): ZodType<T | z.output<Full>, T | z.input<Full>> {
  // Written out when somebody asks for it: a getter, since most never do.
  const shown = {
    get anyOf() {
      return [short, z.toJSONSchema(full, { io: "input", unrepresentable: "any" })];
    },
  };
  const read = z
    .unknown()
    .meta(shown)
    .transform((given, context): T | z.output<Full> => {
      if (isShort(given)) return given;
      const parsed = full.safeParse(given);
      if (parsed.success) return parsed.data;
      for (const { message, path } of parsed.error.issues) {
        context.addIssue({ code: "custom", message, path });
      }
      return z.NEVER;
    });
  // Whatever comes in is checked here; the type says what passes.
  return read as unknown as ZodType<T | z.output<Full>, T | z.input<Full>>;
}
