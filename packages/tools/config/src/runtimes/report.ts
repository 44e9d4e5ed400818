import { z } from "zod";

const readSchema = z.object({ pages: z.literal(2), records: z.number().int().min(2) });
const reportSchema = z.object({ hubspot: readSchema, ga4: readSchema });

/** The report in a program's last line: two pages with records of each source, else an error. */
export function parseReport(output: string): z.output<typeof reportSchema> {
  return reportSchema.parse(JSON.parse(output.trimEnd().split("\n").at(-1) ?? ""));
}
