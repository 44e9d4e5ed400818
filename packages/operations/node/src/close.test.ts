import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { errorOf, serve, silent, transport } from "./server.fixture.ts";

const child = fileURLToPath(new URL("exit.fixture.ts", import.meta.url));

describe("[HT-8] after close()", () => {
  test("a process with a body half read and a request unanswered exits within 1 s", async () => {
    const { port } = await serve("http", (request, response) => {
      if (request.url === "/whole") response.end("{}");
      if (request.url === "/endless") response.write("[1,");
    });
    const url = `http://127.0.0.1:${port}/`;
    const running = spawn(process.execPath, ["--conditions=@brain/source", child, url]);
    let told = "";
    running.stdout.on("data", (chunk) => (told += String(chunk)));

    const [code] = await once(running, "exit");

    const [closedAt = "0"] = /\d{13}/.exec(told) ?? [];
    expect(code).toBe(0);
    expect(told).toContain("fetch failed");
    expect(Date.now() - Number(closedAt)).toBeLessThan(1_000);
  });

  test("nothing is sent any more, and closing again does no harm", async () => {
    const { port, connections } = await serve("http", (_request, response) => response.end());
    const fetch = transport({ allowPrivateNetwork: true }, silent);

    await fetch.close();
    await fetch.close();

    const url = `http://127.0.0.1:${port}/`;
    expect(await errorOf(fetch(url))).toMatchObject({ cause: { code: "UND_ERR_DESTROYED" } });
    expect(connections).toEqual([]);
  });
});
