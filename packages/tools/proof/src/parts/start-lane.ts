import { fork } from "node:child_process";
import { join } from "node:path";
import { laneAnswerSchema, type LaneAnswer, type LaneQuestion } from "../defects/lane-message.ts";
import { root } from "../run/run-vitest.ts";

/** A process that runs tests with defects in, one after the other. */
export interface Lane {
  ask(question: LaneQuestion): Promise<LaneAnswer>;
  stop(): void;
}

/** No defect's tests come near it, on a busy machine either; a defect may make one that never ends. */
const LONGEST_MS = 5 * 60_000;
const script = join(import.meta.dirname, "../defects/lane-process.ts");

/** Starts one with its first question. What does not answer in time, or ends, is replaced at the next question. */
export function startLane(): Lane {
  let child: ReturnType<typeof forkLane> | undefined;
  const stop = (): void => {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    child = undefined;
  };
  return {
    stop,
    ask(question) {
      const asked = (child ??= forkLane());
      return new Promise((resolve) => {
        const limit = setTimeout(() => {
          stop();
          answered({ failure: "It did not end in time and was stopped." });
        }, LONGEST_MS);
        const answered = (answer: LaneAnswer): void => {
          clearTimeout(limit);
          asked.off("message", take).off("exit", ended);
          resolve(answer);
        };
        const take = (message: unknown): void => answered(laneAnswerSchema.parse(message));
        const ended = (code: number | null): void => {
          if (child === asked) child = undefined;
          answered({ failure: `Its process ended with ${code}.` });
        };
        asked.on("message", take).once("exit", ended);
        asked.send(question);
      });
    },
  };
}

/** A group of its own, so that its workers end with it. */
function forkLane() {
  return fork(script, {
    cwd: root,
    execArgv: ["--conditions=@brain/source"],
    // Tests of other processes leave themselves out: the defect is in this one's tests alone.
    env: { ...process.env, BRAIN_DEFECT: "yes" },
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
