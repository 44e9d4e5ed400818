import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { hubspotEmulator, sandboxCredentials, serve } from "@brain/sandbox";
import { expect, test } from "vitest";
import { testTerminal } from "./terminal.fixture.ts";

const hubspot = join(import.meta.dirname, "../../../sources/hubspot/src/index.ts");
const { accessToken } = sandboxCredentials.hubspot;

function read(baseUrl: string, token: string = accessToken) {
  const http = { allowPrivateNetwork: true, retryAttempts: 1 };
  return testTerminal({ BRAIN_HUBSPOT_ACCESS_TOKEN: token }).run(
    "read",
    hubspot,
    "contacts",
    "--json",
    `--config=${JSON.stringify({ baseUrl, http })}`,
  );
}

test("a token that is not accepted is an auth error, exit 3, and is not shown", async () => {
  const served = await serve(hubspotEmulator({ sizes: { contacts: 5 } }));

  const { exitCode, stdout, stderr } = await read(served.url, "pat-eu1-expired-token");
  await served.close();

  expect(exitCode).toBe(3);
  expect(JSON.parse(stderr).error).toMatchObject({ code: "auth_failed" });
  expect(stdout + stderr).not.toContain("pat-eu1-expired-token");
});

test("a missing scope is named, exit 3", async () => {
  const served = await serve(hubspotEmulator({ sizes: { contacts: 5 }, scopes: [] }));

  const { exitCode, stderr } = await read(served.url);
  await served.close();

  expect(exitCode).toBe(3);
  const { error } = JSON.parse(stderr);
  expect(error.code).toBe("scope_missing");
  expect(`${error.message} ${error.hint}`).toContain("crm.");
});

test("an answer that is no JSON is a decode error, exit 1", async () => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<html>maintenance</html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server's address is an object; text is for pipes.
  const { port } = server.address() as AddressInfo;

  const { exitCode, stderr } = await read(`http://127.0.0.1:${port}`);
  server.close();

  expect(exitCode).toBe(1);
  expect(JSON.parse(stderr).error.code).toBe("not_json");
});

test("a private address is refused until the config allows it", async () => {
  const { exitCode, stderr } = await testTerminal({
    BRAIN_HUBSPOT_ACCESS_TOKEN: accessToken,
  }).run("read", hubspot, "contacts", "--json", '--config={"baseUrl":"http://127.0.0.1:9"}');

  expect(JSON.parse(stderr).error.code).toBe("address_blocked");
  expect(exitCode).toBe(1);
});
