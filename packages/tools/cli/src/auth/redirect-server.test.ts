import { expect, test } from "vitest";
import { listenForRedirect } from "./redirect-server.ts";

const forever = new AbortController().signal;

test("only an answer to the redirect address ends the waiting", async () => {
  await using server = await listenForRedirect(0);
  const at = `http://127.0.0.1:${server.port}`;
  const answer = server.answer(forever, 30_000);

  const statuses = [
    (await fetch(`${at}/favicon.ico`)).status,
    (await fetch(`${at}/callback`)).status,
    (await fetch(`${at}/callback?code=c`, { method: "POST" })).status,
    (await fetch(`${at}/callback?code=c&state=s`)).status,
  ];

  expect(statuses).toEqual([404, 404, 404, 200]);
  expect(Object.fromEntries(await answer)).toEqual({ code: "c", state: "s" });
});

test("nobody waits for ever", async () => {
  await using server = await listenForRedirect(0);

  await expect(server.answer(forever, 1)).rejects.toMatchObject({
    code: "auth_failed",
    message: expect.stringContaining("Nobody answered"),
  });
});

test("an aborted signal ends the waiting at once", async () => {
  await using server = await listenForRedirect(0);

  const waiting = server.answer(AbortSignal.abort(), 30_000);

  await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
});

test("a port that is taken is named", async () => {
  await using first = await listenForRedirect(0);

  await expect(listenForRedirect(first.port)).rejects.toMatchObject({
    code: "config_invalid",
    hint: expect.stringContaining("--port"),
  });
});
