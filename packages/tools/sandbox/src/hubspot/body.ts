import type { z } from "zod";
import { invalid, type Reply } from "./answers.ts";

/** The request's JSON in the wanted shape, or the 400 that answers it. */
export async function readBody<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<{ readonly body: z.output<Shape> } | { readonly refusal: Reply }> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await request.text());
  } catch {
    return { refusal: invalid("Invalid input JSON: the body is not JSON.") };
  }
  const result = shape.safeParse(parsed);
  if (result.success) return { body: result.data };
  const issue = result.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  return {
    refusal: invalid(`Invalid input JSON at ${where || "the top"}: ${issue?.message ?? ""}`),
  };
}
