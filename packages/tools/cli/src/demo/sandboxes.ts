import { systemClock, type Clock, type Source } from "@brain/core";
import { sandboxApis, serve, type Ledger } from "@brain/sandbox";
import { createScene } from "./demo-scene.ts";
import type { DemoSource } from "./demo-source.ts";
import { demoSources } from "./demo-sources.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A source bound to its vendor. */
export interface DemoBinding extends Pick<DemoSource, "streams"> {
  readonly name: string;
  readonly source: Source;
}

/** A source of a demo, and what happened there between the runs. */
export interface DemoChange {
  readonly source: string;
  readonly title: string;
  readonly changed: string;
}

/** What the emulators answered, by source. */
export type Ledgers = Readonly<Record<string, Ledger["entries"]>>;

/** Every vendor of the demo behind a real socket, and sources that read them. `share` is that of the scene. */
export async function openSandboxes(share: number) {
  const scene = createScene(share);
  const clock: Clock = { ...systemClock, now: scene.now };
  const opened = await Promise.all(
    Object.entries(demoSources).map(async ([name, { title, streams, connector, ...row }]) => {
      const vendor = row.vendor(scene);
      const server = await serve(vendor.emulator);
      const api = sandboxApis[name];
      const config = { ...api?.credentials, ...api?.config(server.url), ...row.config?.(scene) };
      return { name, title, streams, source: connector(config), vendor, server };
    }),
  );

  return {
    clock,
    sources: opened.map(({ name, streams, source }): DemoBinding => ({ name, streams, source })),

    /** What was answered since the last time. */
    takeLedgers(): Ledgers {
      return Object.fromEntries(
        opened.map(({ name, vendor: { emulator } }) => {
          const entries = [...emulator.ledger.entries];
          emulator.ledger.reset();
          return [name, entries];
        }),
      );
    },

    /** In the evening something changes everywhere; then it is tomorrow. */
    nextDay(): DemoChange[] {
      scene.pass(DAY_MS - HOUR_MS);
      const changes = opened.map(({ name, title, vendor }) => ({
        source: name,
        title,
        changed: vendor.change(),
      }));
      scene.pass(HOUR_MS);
      return changes;
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(opened.map(({ server }) => server.close()));
    },
  };
}
