import type { Battery, Check } from "../battery/check.ts";
import { sourceChecks, streamChecks, type CheckName } from "./checks.ts";
import { createSubject } from "./create-subject.ts";
import type { SubjectOptions } from "./subject.ts";

/** How to examine a source. */
export interface TestSourceOptions extends SubjectOptions {
  /**
   * Why a check does not hold, by its name or, for one stream, by `name stream` (`resume owners`). A name that there is not,
   * or of a check that does hold, is a failure.
   */
  readonly lacks?:
    | Readonly<Partial<Record<CheckName | `${CheckName} ${string}`, string>>>
    | undefined;
  /** Only these checks, for a second set-up of the same source (large pages, other credentials); default all. */
  readonly only?: readonly CheckName[] | undefined;
}

/** Every check of every stream, and those of the source as a whole. */
export function sourceBattery(options: TestSourceOptions): Battery {
  const subject = createSubject(options);
  const { source } = subject.mount();
  const streams = options.streams ?? Object.keys(source.streams);
  const isMeant = ({ name }: Check): boolean => options.only?.some((one) => one === name) ?? true;
  const ofStreams = streams.flatMap((stream) =>
    Object.entries(streamChecks).map(([name, [title, run]]): Check => ({
      name,
      of: stream,
      title,
      async run() {
        const reason = await run(subject, stream);
        return typeof reason === "string" ? reason : undefined;
      },
    })),
  );
  const ofSource = Object.entries(sourceChecks).map(([name, [title, run]]): Check => ({
    name,
    of: "",
    title,
    async run() {
      await run(subject);
      return undefined;
    },
  }));
  return {
    subject: `source ${source.name}`,
    checks: [...ofStreams, ...ofSource].filter(isMeant),
    names: Object.keys({ ...streamChecks, ...sourceChecks }),
    lacks: options.lacks ?? {},
  };
}
