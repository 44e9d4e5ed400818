import { z } from "zod";

const reportSchema = z.record(
  z.string(),
  z.object({ pages: z.number(), records: z.number(), error: z.string().optional() }),
);

/** What came of one source under one runtime. */
export interface Result {
  readonly records: number;
  /** Why it was not two pages with records. */
  readonly failure?: string;
}

/** The report in a program's last line, by source; nothing where there is none. */
export function parseReport(output: string): Readonly<Record<string, Result>> | undefined {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return undefined;
  const report = reportSchema.parse(JSON.parse(last));
  return Object.fromEntries(
    Object.entries(report).map(([source, { pages, records, error }]) => {
      const isRead = pages === 2 && records >= 2 && error === undefined;
      const failure = isRead ? {} : { failure: error ?? `${pages} pages, ${records} records` };
      return [source, { records, ...failure }];
    }),
  );
}
