import type { Destination, StateStore, TableWriter } from "@brain/core";
import type { Subject } from "../scenario.ts";

/** Told before and after each call that can leave something durable. */
export type OnCall = (
  call: "write" | "commit" | "finish" | "save",
  when: "before" | "after",
  flow: string,
) => void;

/** The same destination and store, with their calls told. */
export function watchCalls(subject: Subject, onCall: OnCall): Subject {
  const { destination, state, flows } = subject;
  const watched = watchDestination(destination, onCall);
  return { flows, destination: watched, ...(state && { state: watchState(state, onCall) }) };
}

function watchDestination(destination: Destination, onCall: OnCall): Destination {
  return {
    ...destination,
    state: destination.state && watchState(destination.state, onCall),
    async open(table, context) {
      const writer = await destination.open(table, context);
      const around = async <T>(
        call: "write" | "commit" | "finish",
        work: () => Promise<T>,
      ): Promise<T> => {
        onCall(call, "before", table.flow);
        const result = await work();
        onCall(call, "after", table.flow);
        return result;
      };
      const watched: TableWriter = {
        ...writer,
        write: (batch, options) => around("write", () => writer.write(batch, options)),
        commit: (points, entries) => around("commit", () => writer.commit(points, entries)),
        finish: (mark) => around("finish", () => writer.finish(mark)),
      };
      return watched;
    },
  };
}

function watchState(state: StateStore, onCall: OnCall): StateStore {
  return {
    ...state,
    async save(checkpoints, signal) {
      const flow = checkpoints[0]?.flow ?? "";
      onCall("save", "before", flow);
      await state.save(checkpoints, signal);
      onCall("save", "after", flow);
    },
  };
}
