import { DecodeError } from "@brain/core";
import { csvRows } from "./csv-rows.ts";

/** The members of a cohort as CSV: the names of the columns, and the rows while they arrive. */
export interface CohortFile {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<string[][]>;
}

/**
 * A file of which the first row has come.
 *
 * @throws DecodeError `wrong_shape` where that names no `amplitude_id`: Amplitude does not document the file.
 */
export async function openCohortFile(body: ReadableStream<Uint8Array>): Promise<CohortFile> {
  const batches = csvRows(body);
  const first = await batches.next();
  const [columns, ...others] = first.done === true ? [] : first.value;
  if (columns?.includes("amplitude_id") !== true) {
    // The connection is freed.
    await batches.return(undefined);
    throw unreadable("does not begin with the names of columns, amplitude_id among them");
  }
  return { columns, rows: rowsOf(columns.length, others, batches) };
}

async function* rowsOf(
  width: number,
  first: string[][],
  others: AsyncIterable<string[][]>,
): AsyncGenerator<string[][]> {
  const checked = (rows: string[][]): string[][] => {
    if (rows.every((row) => row.length === width)) return rows;
    throw unreadable("has a row of another length than its first");
  };
  yield checked(first);
  for await (const rows of others) yield checked(rows);
}

function unreadable(how: string): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: `The file of a cohort ${how}.`,
    context: { connector: "amplitude" },
  });
}
