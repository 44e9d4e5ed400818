import type { Partition, Runtime, Window } from "@brain/core";
import type { HttpClient } from "@brain/http";
import type { ResolvedTeachableConfig } from "./config.ts";
import { courseSchema, courses } from "./streams/courses.ts";
import { idOf } from "./to-record.ts";

interface Listing extends Runtime {
  readonly client: HttpClient;
  readonly window: Window;
}

/** A partition for each course of the config, or of the school: each is read and resumed by itself. */
export function coursePartitions({ courseIds }: ResolvedTeachableConfig) {
  return async function* (context: Listing): AsyncGenerator<Partition> {
    const known = new Set<string>(courseIds);
    for (const key of known) yield { key };
    if (courseIds !== undefined) return;
    const list = courses.read({
      ...context,
      partition: { key: "all" },
      state: undefined,
      resuming: false,
      schema: courseSchema,
      fields: undefined,
    });
    // A list that has moved is given once more from its beginning.
    for await (const { records } of list) {
      for (const course of records) {
        const key = idOf(course);
        if (key === undefined || known.has(key)) continue;
        known.add(key);
        yield { key };
      }
    }
  };
}
