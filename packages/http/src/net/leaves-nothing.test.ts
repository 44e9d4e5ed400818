import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("leaves-nothing.fixture.ts", import.meta.url));

test("[HT-8] a process whose requests have ended, however they did, ends by itself within a second", async () => {
  const server = createServer(({ url }, response) => {
    if (url === "/ok") response.end('{"fine":true}');
    else if (url === "/missing") response.writeHead(404).end();
    else if (url === "/broken") response.writeHead(503).end();
    else if (url === "/endless") response.write("1\n");
    else if (url === "/hangs") response.write("[");
    else if (url === "/cut") {
      response.write("[");
      setImmediate(() => response.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  const child = spawn(
    process.execPath,
    ["--conditions=@brain/source", script, `http://127.0.0.1:${port}/`],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(child.stdout, "data");
  const doneAt = performance.now();
  const [code] = await once(child, "exit");
  const tookMs = performance.now() - doneAt;
  server.closeAllConnections();
  server.close();

  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(1_000);
});
