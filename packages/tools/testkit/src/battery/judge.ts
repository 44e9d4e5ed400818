import { failed, isMeant, type Battery, type Check } from "./check.ts";

/** What one check came to. */
export interface CheckResult {
  readonly name: string;
  /** The stream that it was asked of; empty: the subject as a whole. */
  readonly of: string;
  readonly title: string;
  /** `lacks`: it does not hold, and the author said so; `not-asked`: it means nothing for this subject. */
  readonly status: "passed" | "failed" | "lacks" | "not-asked";
  /** Why it is lacking, or was not asked. */
  readonly reason?: string | undefined;
  /** Why it failed. */
  readonly error?: unknown;
}

/** The results of a battery, each made once, when it is first asked for. */
export interface Judge {
  result(check: Check): Promise<CheckResult>;
  /** Whether each name in `lacks` is one of a check that does not hold: a gap that was closed must not stay written down. */
  lacks(): Promise<CheckResult>;
}

export function createJudge({ checks, names, lacks }: Battery): Judge {
  const results = new Map<Check, Promise<CheckResult>>();
  const result = (check: Check): Promise<CheckResult> => {
    const known = results.get(check) ?? judge(check, lacks);
    results.set(check, known);
    return known;
  };
  const wrongIn = async (key: string): Promise<string | undefined> => {
    const [name = ""] = key.split(" ");
    const meant = checks.filter((check) => isMeant(key, check));
    if (!names.includes(name)) return `"${key}" names no check; there are ${names.join(", ")}`;
    if (key !== name && meant.length === 0) return `"${key}" names nothing that is examined`;
    if (meant.length === 0) return undefined;
    for (const check of meant) if ((await result(check)).status === "lacks") return undefined;
    return `"${key}" holds: take it out`;
  };

  return {
    result,
    async lacks() {
      const of = { name: "lacks", of: "", title: "lacks no more than it says" } as const;
      const wrong: string[] = [];
      for (const key of Object.keys(lacks)) wrong.push((await wrongIn(key)) ?? "");
      const said = wrong.filter((text) => text !== "").join("; ");
      if (said === "") return { ...of, status: "passed" };
      return { ...of, status: "failed", error: failed(`In \`lacks\`, ${said}.`) };
    },
  };
}

async function judge(check: Check, lacks: Battery["lacks"]): Promise<CheckResult> {
  const { name, of, title } = check;
  try {
    const reason = await check.run();
    return reason === undefined
      ? { name, of, title, status: "passed" }
      : { name, of, title, status: "not-asked", reason };
  } catch (error) {
    const key = Object.keys(lacks).find((each) => isMeant(each, check));
    const reason = key === undefined ? undefined : lacks[key];
    return reason === undefined
      ? { name, of, title, status: "failed", error }
      : { name, of, title, status: "lacks", reason, error };
  }
}
