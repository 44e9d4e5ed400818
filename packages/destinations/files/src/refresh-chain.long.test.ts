import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { newFolder } from "./files.fixture.ts";
import { tokenServer } from "./token-server.fixture.ts";

const child = fileURLToPath(new URL("refresh-chain.fixture.ts", import.meta.url));
/** What the first process compiles, the others find there: two thirds of what they cost. */
const compiled = newFolder();
const newStore = (): string => join(newFolder(), "credentials.json");

/** Starts a process; gives the codes of the errors it met, and what ended it. */
async function start(...args: readonly string[]) {
  const running = spawn(process.execPath, ["--conditions=@brain/source", child, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  const ended = new Promise<unknown>((resolve) =>
    running.once("exit", (code, signal) => resolve(signal ?? code)),
  );
  const said = await text(running.stdout);
  return { end: await ended, codes: said.trim() };
}

// A defect of the proof is in this process alone, so these would prove nothing about it.
const defective = process.env["BRAIN_DEFECT"] !== undefined;

describe.skipIf(defective)(
  "[AU-2] several processes on one chain of single-use refresh tokens",
  () => {
    beforeAll(async () => void (await start("http://127.0.0.1/", "", "0")));

    // Twenty processes on a machine that is busy with other tests.
    const timeout = 60_000;

    test(
      "twenty, three requests at once each: one refresh a round, all accepted, none lost",
      { timeout },
      async () => {
        const processes = 20;
        const rounds = 4;
        const server = await tokenServer({ processes });
        const path = newStore();

        const all = await Promise.all(
          Array.from({ length: processes }, () => start(server.url, path, String(rounds), "3")),
        );

        expect(all).toEqual(Array.from({ length: processes }, () => ({ end: 0, codes: "[]" })));
        // The first token, and one for each round but the first, in which nobody had one yet.
        expect(server.spent).toEqual(Array.from({ length: rounds }, (_, n) => `refresh-${n}`));
        expect(server.alive()).toBe(true);
        expect(server.counts).toEqual({
          ok: processes * rounds * 3,
          refused: processes * (rounds - 1) * 3,
        });
        expect(readFileSync(path, "utf8")).toContain(`"refreshToken":"refresh-${rounds}"`);
        expect(readdirSync(dirname(path))).toEqual(["credentials.json"]);
      },
    );

    test("killed between a refresh and its write, the next sends the same token once and says reauthorise", async () => {
      const server = await tokenServer({ processes: 1 });
      const path = newStore();

      const killed = await start(server.url, path, "1", "3", "die");
      const next = await start(server.url, path, "2", "3");

      expect(killed.end).toBe("SIGKILL");
      expect(server.spent).toEqual(["refresh-0", "refresh-0"]);
      expect(JSON.parse(next.codes)).toEqual(Array.from({ length: 6 }, () => "reauthorise"));
      expect(server.counts.ok).toBe(0);
    });

    test("killed there before a vendor that forgives it, the next goes on", async () => {
      const server = await tokenServer({ processes: 1, forgiving: true });
      const path = newStore();

      await start(server.url, path, "1", "1", "die");
      const next = await start(server.url, path, "2", "3");

      expect(next).toEqual({ end: 0, codes: "[]" });
      expect(server.spent).toEqual(["refresh-0", "refresh-0", "refresh-2"]);
    });
  },
);
