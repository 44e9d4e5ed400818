import { BrainError } from "@brain/core";
import { collectPages } from "../collect.ts";
import { from, reset, status, text } from "./faults.ts";
import type { Fault } from "./mounted-server.ts";
import { failed, type Mounted, type Subject } from "./subject.ts";

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
    for (const secret of secrets) {
      const form = formsOf(secret).find(([, pattern]) => output.includes(pattern));
      // The secret itself must not stand in this message either.
      if (form !== undefined) throw failed(`A secret stands in ${place}, ${form[0]}.`);
    }
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

/** A secret as it is, in base64 at each of three alignments, and percent-encoded; as JSON would show it. */
function formsOf(secret: string): readonly (readonly [string, string])[] {
  const forms: [string, string][] = [
    ["as it is", secret],
    ["percent-encoded", encodeURIComponent(secret)],
    ...[0, 1, 2].flatMap((shift): [string, string][] => {
      const code = base64Of(secret, shift);
      return [
        ["in base64", code],
        ["in base64url", code.replaceAll("+", "-").replaceAll("/", "_")],
      ];
    }),
  ];
  return forms.map(([name, form]) => [name, JSON.stringify(form).slice(1, -1)]);
}

/** The characters of the base64 of `(shift bytes)secret(anything)` that depend on the secret alone. */
function base64Of(secret: string, shift: number): string {
  const bytes = new Uint8Array([...new Uint8Array(shift), ...new TextEncoder().encode(secret)]);
  const code = btoa(String.fromCodePoint(...bytes));
  const begin = Math.ceil((shift * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return code.slice(begin, end);
}
