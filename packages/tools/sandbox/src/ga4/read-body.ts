import type { z } from "zod";
import { invalidArgument } from "./google-error.ts";

/** A request's body by its schema. @throws Refusal that names what is wrong. */
export async function readBody<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape>> {
  let body: unknown;
  try {
    body = JSON.parse((await request.text()) || "{}");
  } catch {
    throw invalidArgument("Invalid JSON payload received. The body is not JSON.");
  }
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw invalidArgument(
    issue?.code === "unrecognized_keys"
      ? `Invalid JSON payload received. Unknown name "${issue.keys[0]}" at '${where}': Cannot find field.`
      : `Invalid value at '${where}': ${issue?.message ?? ""}`,
  );
}
