import { hostname } from "node:os";
import { codeOf } from "./file-system.ts";

/** A process, as others can recognise it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, host: hostname() };
}

/** Whether it may still live: of another machine's processes that cannot be known. */
export function isAlive({ pid, host }: ProcessIdentity): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but belongs to somebody else.
    return codeOf(error) === "EPERM";
  }
}
