import type { Severity } from "../dataset-rule.ts";
import { limits } from "../limits.ts";
import type { IssueResult, IssueSample } from "../report.ts";
import type { Issue } from "../validation.ts";

/** An issue of one record, and where it was found. */
export interface Finding {
  readonly issue: Issue;
  readonly step: string;
  readonly severity: Severity;
  readonly partition: string;
  readonly position: number;
  /** Made only where it is kept. */
  sample(): IssueSample;
}

/** How many records have which issues: a bounded number of kinds, with a few samples of each (MM-2). */
export interface IssueLog {
  note(finding: Finding): void;
  merge(other: IssueLog): void;
  results(): IssueResult[];
}

interface Entry extends IssueResult {
  records: number;
  readonly samples: IssueSample[];
  /** The last record that was counted: a record counts once, however many of its rows have the issue. */
  last: string;
}

const OTHER = { step: "", path: "", code: "other", message: "Further kinds of issues." };

export function createIssueLog(): IssueLog {
  const entries = new Map<string, Entry>();
  const entryOf = (kind: Omit<IssueResult, "kind" | "records" | "samples">): Entry => {
    const key = [kind.severity, kind.step, kind.path, kind.code].join("\n");
    const known = entries.get(key);
    if (known !== undefined) return known;
    const full = entries.size >= limits.issueKinds && kind.code !== OTHER.code;
    if (full) return entryOf({ ...OTHER, severity: kind.severity });
    const { step, path, code, message, severity } = kind;
    const place = { kind: "issue", step, path, code, message, severity } as const;
    const entry: Entry = { ...place, records: 0, samples: [], last: "" };
    entries.set(key, entry);
    return entry;
  };

  return {
    note({ issue, step, severity, partition, position, sample }) {
      const { code, message } = issue;
      const entry = entryOf({ step, severity, code, message, path: pathOf(issue) });
      const record = `${position} ${partition}`;
      if (entry.last === record) return;
      entry.last = record;
      entry.records += 1;
      const shown = entry.code !== OTHER.code && entry.samples.length < limits.issueSamples;
      if (shown) entry.samples.push(sample());
    },
    merge(other) {
      for (const result of other.results()) {
        const entry = entryOf(result);
        entry.records += result.records;
        if (entry.code === OTHER.code) continue;
        entry.samples.push(...result.samples.slice(0, limits.issueSamples - entry.samples.length));
      }
    },
    results: () =>
      [...entries.values()].map(
        ({ kind, step, path, code, message, severity, records, samples }) => ({
          kind,
          step,
          path,
          code,
          message,
          severity,
          records,
          samples: [...samples],
        }),
      ),
  };
}

function pathOf({ path }: Issue): string {
  return path.map((part) => (typeof part === "number" ? "*" : String(part))).join(".");
}
