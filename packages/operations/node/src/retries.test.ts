import { createRuntime } from "@brain/core";
import { httpClient } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { authority } from "./certificates.fixture.ts";
import type { Lookup } from "./checked-lookup.ts";
import { errorOf, failing, names, serve, transport } from "./server.fixture.ts";

function poster(lookup: Lookup, port: number) {
  const runtime = createRuntime({
    fetch: transport({ ca: authority }, lookup),
    clock: fakeClock({ autoMs: 20_000 }),
  });
  const client = httpClient({ baseUrl: `https://api.example.com:${port}/` }, runtime);
  return () => client.json("x", { json: { new: true } });
}

describe("[RT-2] a POST", () => {
  test.each([
    ["ENOTFOUND", 2],
    ["EAI_AGAIN", 5],
  ])("whose name gives %s was not sent, and is tried %i times", async (code, attempts) => {
    const post = poster(failing(code), 443);

    expect(await errorOf(post())).toMatchObject({
      code: "network",
      message: expect.stringContaining(code),
      context: { attempts, sent: false },
    });
  });

  test("whose connection is refused was not sent, and is tried again until there is one", async () => {
    const server = await serve("https", (_request, response) => response.end("{}"));
    const lookup = names(["127.0.0.1"]).lookup;
    // A port on which nobody listens: the server has just let it go.
    const gone = await serve("http");
    await gone.stop();

    const error = await errorOf(poster(lookup, gone.port)());
    const answered = await poster(lookup, server.port)();

    expect(error).toMatchObject({
      code: "network",
      message: expect.stringContaining("ECONNREFUSED"),
      context: { attempts: 5, sent: false },
    });
    expect(answered.status).toBe(200);
  });

  test("that was sent is not sent again, however its connection ends", async () => {
    const server = await serve("https", (_request, response) => response.destroy());

    const error = await errorOf(poster(names(["127.0.0.1"]).lookup, server.port)());

    expect(error).toMatchObject({ code: "network", context: { attempts: 1, sent: true } });
    expect(server.requests()).toBe(1);
  });

  test("arrives as it was written, with its length", async () => {
    const bodies: string[] = [];
    const lengths: unknown[] = [];
    const server = await serve("https", (request, response) => {
      lengths.push(request.headers["content-length"]);
      request.on("data", (chunk) => bodies.push(String(chunk)));
      request.on("end", () => response.end("{}"));
    });

    await poster(names(["127.0.0.1"]).lookup, server.port)();

    expect([bodies, lengths]).toEqual([['{"new":true}'], ["12"]]);
  });
});
