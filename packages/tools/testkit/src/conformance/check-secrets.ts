import { BrainError } from "@brain/core";
import { collectPages } from "../collect.ts";
import { findSecrets } from "../find-secrets.ts";
import { from, reset, status, text } from "./faults.ts";
import type { Fault } from "./mounted-server.ts";
import { failed } from "../battery/check.ts";
import type { Mounted, Subject } from "./subject.ts";

const MAX_CAUSES = 10;

/** Reads and checks with every fault, and looks for each form of each secret in log, events, errors and results. */
export async function checkSecrets(subject: Subject): Promise<void> {
  if (subject.secrets.length === 0)
    throw failed("`secrets` names none, so nothing can be looked for.");
  const faults: readonly (Fault | undefined)[] = [
    undefined,
    ...[status(401), status(403), status(500), status(404), reset, text("{")].map((answer) =>
      from(1, answer),
    ),
  ];
  for (const fault of faults) {
    const mounted = subject.mount(fault);
    const said: unknown[] = [await outcomeOf(mounted.source.check())];
    for (const name of subject.streams ?? Object.keys(mounted.source.streams)) {
      said.push(await outcomeOf(collectPages(mounted.stream(name), await subject.start(name))));
    }
    search(subject, mounted, said);
  }
}

/** What the caller gets to see: the error, or nothing of the records, which may hold anything. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    const result = await call;
    return Array.isArray(result) ? undefined : result;
  } catch (error) {
    return describe(error);
  }
}

function search({ secrets }: Subject, { seen, source }: Mounted, said: readonly unknown[]): void {
  const positions = Object.values(source.streams).map(({ identity }) => identity);
  const places = {
    "the log or an event": seen,
    "an error or a result": said,
    "an identity": positions,
  };
  for (const [place, content] of Object.entries(places)) {
    const output = JSON.stringify(content);
    const [found] = findSecrets(output, secrets);
    // The secret itself must not stand in this message either.
    if (found !== undefined) throw failed(`A secret stands in ${place}, ${found.form}.`);
  }
}

/** Every part of an error that a logger may print. */
function describe(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return String(error);
  return {
    text: `${error.name} ${error.message} ${error.stack ?? ""}`,
    fields: Object.fromEntries(Object.entries(error)),
    json: BrainError.isInstance(error) ? error : undefined,
    cause: error.cause === undefined ? undefined : describe(error.cause, depth + 1),
  };
}
