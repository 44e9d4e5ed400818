/** One static check: a script of the root `package.json`. */
export interface Step {
  readonly script: string;
  /** Scripts that must have passed before. */
  readonly after?: readonly string[];
}

/** Everything that `pnpm check` runs. The longest chains come first, so that both cores are busy to the end. */
export const steps: readonly Step[] = [
  { script: "build" },
  { script: "docs" },
  { script: "build:pack", after: ["build"] },
  { script: "check:consumer", after: ["build:pack"] },
  { script: "check:examples" },
  { script: "check:packages", after: ["build:pack"] },
  { script: "typecheck" },
  { script: "lint" },
  { script: "check:unused" },
  { script: "check:boundaries" },
  { script: "check:size" },
  { script: "check:changesets" },
  { script: "check:errors" },
  { script: "check:exports" },
  { script: "check:guarantees" },
  { script: "check:streams" },
  { script: "check:format" },
];
