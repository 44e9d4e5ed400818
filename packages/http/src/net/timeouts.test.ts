import { fakeClock, type FakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, json, testApi, type Script } from "../api.fixture.ts";
import type { HttpSettings } from "../settings.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const once: HttpSettings = { retryAttempts: 1 };

/** A body that brings one chunk each so many milliseconds. */
function drip(clock: FakeClock, everyMs: number, chunk = "1"): Script {
  return () =>
    new Response(
      new ReadableStream({
        async pull(controller) {
          await clock.sleep(everyMs);
          controller.enqueue(encode(chunk));
        },
      }),
    );
}

/** How long a call takes to fail, and with what. */
async function failing(
  clock: FakeClock,
  call: Promise<unknown>,
): Promise<{ afterMs: number; error: unknown }> {
  const start = clock.now();
  const ended = errorOf(call).then((error) => ({ afterMs: clock.now() - start, error }));
  for (let step = 0; step < 500; step++) {
    const done = await Promise.race([ended, clock.advance(5_000)]);
    if (done !== undefined) return done;
  }
  throw new Error("it never ended");
}

function api(script: (clock: FakeClock) => Script, http: HttpSettings = once) {
  const clock = fakeClock();
  return testApi([script(clock)], { http }, { clock });
}

describe("[HT-1]", () => {
  test("no headers within 30 s is a timeout", async () => {
    const { client, clock, requests } = api(() => () => new Promise<Response>(() => undefined));

    const { afterMs, error } = await failing(clock, client.json("x"));

    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("No answer") });
    expect(afterMs).toBe(30_000);
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  test("silence of 30 s within a body is a timeout", async () => {
    const { client, clock } = api((time) => drip(time, 40_000));

    const { afterMs, error } = await failing(clock, client.json("x"));

    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("silent") });
    expect(afterMs).toBe(30_000);
  });

  test("a body that drips for more than 120 s is a timeout", async () => {
    const { client, clock } = api((time) => drip(time, 1_000));

    const { afterMs, error } = await failing(clock, client.json("x"));

    expect(error).toMatchObject({ code: "timeout" });
    expect(afterMs).toBe(120_000);
  });

  test("the user's attemptTimeoutMs holds for all of them", async () => {
    const { client, clock } = api((time) => drip(time, 1_000), {
      ...once,
      attemptTimeoutMs: 5_000,
    });

    const { afterMs } = await failing(clock, client.json("x"));

    expect(afterMs).toBe(5_000);
  });

  test("a timeout is tried again", async () => {
    const { client, clock, events } = api(() => () => new Promise<Response>(() => undefined), {
      retryAttempts: 2,
    });

    const { error } = await failing(clock, client.json("x"));

    expect(error).toMatchObject({ code: "timeout", context: { attempts: 2 } });
    expect(events).toContainEqual(expect.objectContaining({ type: "retry", reason: "timeout" }));
  });

  test("a call with its retries ends within 15 min", async () => {
    const { client, clock } = api((time) => drip(time, 20_000), { retryAttempts: 20 });

    const { afterMs, error } = await failing(clock, client.json("x"));

    expect(error).toMatchObject({ code: "timeout" });
    expect(afterMs).toBe(900_000);
  });

  test("a call that stood in a queue of ours has all of its time before it", async () => {
    const clock = fakeClock();
    const rare = [{ requests: 1, perMs: 1_800_000 }];
    const { client, requests } = testApi(
      [json({}), json({}, { status: 503 }), json({ fine: true })],
      { budgets: { default: rare }, http: { maxWaitMs: 3_600_000 } },
      { clock },
    );
    await client.json("first");

    const queued = client.json("x");
    await clock.advance(4_000_000);

    expect((await queued).body).toEqual({ fine: true });
    expect(requests).toHaveLength(3);
  });

  test("an attempt that the user allows more than 15 min may take them", async () => {
    const { client, clock } = api((time) => drip(time, 20_000), {
      retryAttempts: 1,
      attemptTimeoutMs: 1_800_000,
    });

    const { afterMs } = await failing(clock, client.json("x"));

    expect(afterMs).toBe(1_800_000);
  });

  test.each([
    ["at 30 s", 29_999, 29_999, true],
    ["beyond 30 s", 29_999, 30_001, false],
  ])(
    "headers and each pause of a body may take up to %s",
    async (_what, headersMs, gapMs, fine) => {
      const clock = fakeClock();
      const slow: Script = async () => {
        await clock.sleep(headersMs);
        let chunks = 0;
        return new Response(
          new ReadableStream({
            async pull(controller) {
              await clock.sleep(gapMs);
              controller.enqueue(encode(["[", "]"][chunks++] ?? " "));
              if (chunks === 2) controller.close();
            },
          }),
        );
      };
      const { client } = testApi([slow], { http: once }, { clock });

      const ended = client.json("x").then(
        ({ body }) => body,
        (error: unknown) => Reflect.get(Object(error), "code"),
      );
      await clock.advance(100_000);

      expect(await ended).toEqual(fine ? [] : "timeout");
    },
  );
});

describe("[HT-1] a streamed body", () => {
  async function readAll(stream: ReadableStream<Uint8Array>): Promise<number> {
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.byteLength;
    return bytes;
  }

  test("may take as long as it likes at 1 kB/s", async () => {
    const clock = fakeClock();
    let chunks = 0;
    const script: Script = () =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await clock.sleep(10_000);
            if (++chunks > 100) controller.close();
            else controller.enqueue(new Uint8Array(12_100));
          },
        }),
      );
    const { client } = testApi([script], { http: once }, { clock });

    const reading = client.bytes("x").then(({ body }) => readAll(body));
    await clock.advance(1_100_000);

    expect(await reading).toBe(1_210_000);
  });

  test("that drips one byte a second is a timeout after 60 s", async () => {
    const { client, clock } = api((time) => drip(time, 1_000));

    const reading = client.bytes("x").then(({ body }) => readAll(body));
    const { afterMs, error } = await failing(clock, reading);

    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("slowly") });
    expect(afterMs).toBe(60_000);
  });

  test("that falls silent is a timeout after 30 s", async () => {
    const clock = fakeClock();
    const silent: Script = () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(encode("1\n")) }),
      );
    const { client } = testApi([silent], { http: once }, { clock });

    const { afterMs, error } = await failing(
      clock,
      client.bytes("x").then(({ body }) => readAll(body)),
    );

    expect(error).toMatchObject({ code: "timeout" });
    expect(afterMs).toBe(30_000);
  });

  test.each([
    ["hangs", 3_600_000, 30_000],
    ["drips", 1_000, 60_000],
  ])("that is an error whose text %s is a timeout, too", async (_what, everyMs, expectedMs) => {
    const clock = fakeClock();
    const { client } = testApi(
      [
        () =>
          new Response(
            new ReadableStream({
              async pull(controller) {
                await clock.sleep(everyMs);
                controller.enqueue(encode("x"));
              },
            }),
            { status: 500 },
          ),
      ],
      { http: once },
      { clock },
    );

    const { afterMs, error } = await failing(clock, client.lines("x"));

    expect(error).toMatchObject({ code: "timeout" });
    expect(afterMs).toBe(expectedMs);
  });

  test("does not count the time in which its reader does something else", async () => {
    const clock = fakeClock();
    let chunks = 0;
    const steady: Script = () =>
      new Response(
        new ReadableStream(
          {
            async pull(controller) {
              await clock.sleep(1_000);
              if (++chunks > 70) controller.close();
              else controller.enqueue(new Uint8Array(1_200));
            },
          },
          { highWaterMark: 0 },
        ),
      );
    const { client } = testApi([steady], { http: once }, { clock });

    const reading = client.bytes("x").then(async ({ body }) => {
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.byteLength;
        await clock.sleep(600_000);
      }
      return bytes;
    });
    await clock.advance(80 * 601_000);

    expect(await reading).toBe(84_000);
  });

  test("waits for its reader for as long as that takes", async () => {
    const clock = fakeClock();
    const { client } = testApi([() => new Response("a\nb\n")], { http: once }, { clock });
    const { body } = await client.bytes("x");

    await clock.advance(3_600_000);

    expect(await readAll(body)).toBe(4);
  });
});
