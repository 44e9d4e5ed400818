import { InvalidArgumentError, type Command } from "commander";
import type { Session } from "./session.ts";

/** What a command does with its arguments; resolves to the exit code. */
export type Run<A extends unknown[]> = (session: Session, ...given: A) => Promise<number>;

/** Makes a command's function into commander's action. */
export type Action = <A extends unknown[]>(
  load: () => Promise<Run<A>>,
) => (...given: [...A, Command]) => Promise<void>;

/** What a command's help ends with. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}

/** @throws InvalidArgumentError which commander shows with the option's name. */
export function toCount(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It is a whole number above 0.");
}

/** A day or a UTC instant. @throws InvalidArgumentError which commander shows with the option's name. */
export function toPoint(text: string): string {
  const isPoint = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?$/.test(text);
  if (isPoint && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError(
    "It is a day such as 2026-11-24, or an instant such as 2026-11-24T08:00:00Z.",
  );
}
