import type { Checkpoint } from "../checkpoint.ts";
import type { Counts } from "../counts.ts";
import { keyOf, recordsOf, type History } from "./history-data.fixture.ts";

/** What a history's data is, whatever happens to the runs. */
export interface Model {
  /** Ids of the records of each fate, over the pages that a checkpoint covers, or over all. */
  covered(checkpoint?: Checkpoint): { readonly loaded: string[]; readonly invalid: string[] };
  /** What the books of those pages say. */
  counts(checkpoint: Checkpoint): Partial<Counts>;
}

export function createModel({ partitions }: History): Model {
  const pagesUnder = (checkpoint: Checkpoint | undefined): (readonly [number, number])[] =>
    partitions.flatMap((pages, partition) => {
      if (checkpoint !== undefined && checkpoint.partition !== keyOf(partition)) return [];
      const reached =
        checkpoint === undefined || checkpoint.complete ? pages.length : pageOf(checkpoint);
      return pages.slice(0, reached).map((_, page) => [partition, page] as const);
    });
  const recordsAt = (partition: number, page: number): ReturnType<typeof recordsOf> => {
    const made = partitions[partition]?.[page];
    return made === undefined ? [] : recordsOf(partition, page, made);
  };

  return {
    covered(checkpoint) {
      const records = pagesUnder(checkpoint).flatMap(([partition, page]) =>
        recordsAt(partition, page),
      );
      const idsOf = (wanted: string): string[] =>
        records.filter(({ fate }) => fate === wanted).map(({ id }) => id);
      return { loaded: idsOf("loaded"), invalid: idsOf("invalid") };
    },
    counts(checkpoint) {
      const sum = { read: 0, written: 0, quarantined: 0, filtered: 0, deduplicated: 0 };
      for (const [partition, page] of pagesUnder(checkpoint)) {
        const records = recordsAt(partition, page);
        const made = partitions[partition]?.[page];
        const again = Math.min(made?.repeated ?? 0, records.length);
        const number = (wanted: string): number =>
          records.filter(({ fate }) => fate === wanted).length;
        sum.read += records.length + again;
        sum.deduplicated += again;
        sum.written += number("loaded");
        sum.quarantined += number("invalid");
        sum.filtered += number("filtered");
      }
      return { ...sum, dropped: 0 };
    },
  };
}

function pageOf({ state }: Checkpoint): number {
  return Number(Reflect.get(Object(state), "page") ?? 0);
}
