import { writeSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers on a free port of the loopback interface until the process that started this one is gone. */
export function listen(answer: RequestListener): void {
  const server = createServer(answer);
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => {
    // `address()` is a string for pipes only, and this server listens on TCP.
    const { port } = server.address() as AddressInfo;
    writeSync(3, `http://127.0.0.1:${port}`);
  });
  process.stdin.resume().on("end", () => process.exit());
}
