import type { PositionedPage, ReadOptions, Stream } from "@brain/core";

/** What `stream.read()` takes, but for `fields`. */
export type CollectOptions = Omit<ReadOptions<never>, "fields">;

/** Every record of a stream in one array: for tests, whose streams are small. */
export async function collect<T extends object>(
  stream: Stream<T>,
  options: CollectOptions = {},
): Promise<T[]> {
  const records: T[] = [];
  for await (const page of stream.read(options)) records.push(...page.records);
  return records;
}

/** Every page of a stream, with the position to go on from after each. */
export async function collectPages<T extends object>(
  stream: Stream<T>,
  options: CollectOptions = {},
): Promise<PositionedPage<T>[]> {
  const pages: PositionedPage<T>[] = [];
  for await (const page of stream.read(options)) pages.push(page);
  return pages;
}
