import { brokenBody, bytesOf, part, withBody } from "./bodies.ts";
import { broken } from "./broken.ts";
import type { connectionFaults } from "./fault-names.ts";
import { always, type ActiveRule, type FaultFamily, type Scene } from "./scene.ts";

type Name = (typeof connectionFaults)[number] | "drip-feed" | "server-down";

const DRIP_MS = 1_000;
const DOWN_REQUESTS = 3;

/** Connections that break, fall silent or are not there. */
export function createConnectionFaults(): FaultFamily<Name> {
  const down = { rule: undefined as ActiveRule | undefined, requests: 0, until: -Infinity };
  const doomed = new WeakMap<object, ActiveRule>();
  const inProcess = {};

  const refuseWhileDown = (scene: Scene): void => {
    if (down.rule === undefined) return;
    if (down.requests <= 0 && scene.now() >= down.until) {
      down.rule = undefined;
      return;
    }
    down.requests--;
    scene.note(down.rule);
    throw broken("ECONNREFUSED");
  };

  return {
    async standing(scene) {
      refuseWhileDown(scene);
      const connection = scene.wire?.connection ?? inProcess;
      const rule = doomed.get(connection);
      if (rule === undefined) return undefined;
      doomed.delete(connection);
      scene.note(rule);
      throw broken("ECONNRESET");
    },
    faults: {
      "reset-before-headers": always(async () => {
        throw broken("ECONNRESET");
      }),
      "reset-after-headers": always(async (scene) => {
        const answer = await scene.ask();
        await answer.body?.cancel();
        const error = broken("ECONNRESET", true);
        return withBody(answer, brokenBody(new Uint8Array(), error));
      }),
      "reset-mid-body": always(async (scene) => {
        const answer = await scene.ask();
        const error = broken("ECONNRESET", true);
        return withBody(answer, brokenBody(part(await bytesOf(answer), 0.5), error));
      }),
      // Noted when it happens: to the next request over the same connection.
      "keep-alive-reset": async (scene, rule) => {
        doomed.set(scene.wire?.connection ?? inProcess, rule);
        return scene.ask();
      },
      "short-content-length": always(async (scene) => {
        const answer = await scene.ask();
        const bytes = await bytesOf(answer);
        const error = broken("UND_ERR_SOCKET", true);
        return withBody(answer, brokenBody(bytes, error), {
          "content-length": String(bytes.length + 100),
        });
      }),
      // All of it came, and yet nobody can know: the last chunk is missing.
      "chunked-abort": always(async (scene) => {
        const answer = await scene.ask();
        const error = broken("UND_ERR_SOCKET", true);
        return withBody(answer, brokenBody(await bytesOf(answer), error));
      }),
      "hang-before-headers": always(async ({ request }) => {
        throw await gone(request.signal);
      }),
      "hang-in-body": always(async (scene) => {
        const answer = await scene.ask();
        return withBody(
          answer,
          brokenBody(part(await bytesOf(answer), 0.5), gone(scene.request.signal)),
        );
      }),
      "drip-feed": always(async (scene, { bytes = 1, everyMs = DRIP_MS }) => {
        const answer = await scene.ask();
        return withBody(
          answer,
          drip(await bytesOf(answer), bytes, () => scene.sleep(everyMs)),
        );
      }),
      "server-down": async (scene, rule) => {
        const { forMs, requests = forMs === undefined ? DOWN_REQUESTS : 0 } = rule;
        down.rule = rule;
        down.requests = requests;
        down.until = forMs === undefined ? -Infinity : scene.now() + forMs;
        refuseWhileDown(scene);
        return scene.ask();
      },
    },
  };
}

/** The reason for which the client goes away, once it does. */
function gone(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

function drip(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
  pause: () => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= bytes.length) {
          controller.close();
          return;
        }
        await pause();
        controller.enqueue(bytes.subarray(at, at + size));
        at += size;
      },
    },
    { highWaterMark: 0 },
  );
}
