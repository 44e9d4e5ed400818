import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import emptyAnswer from "../fixtures/run-report.empty.json" with { type: "json" };
import answer from "../fixtures/run-report.json" with { type: "json" };
import { cutAfter, failure, pathsAnswer, reading, served, window } from "./scripted-api.fixture.ts";

describe("paging", () => {
  test("[RD-5] reads past 250,000 rows, looking again at the row before the boundary", async () => {
    const { streams, asked } = reading((request) => served(request, 250_010));
    let count = 0;
    let last = 0;

    for await (const page of streams.paths.read({ window })) {
      for (const record of page.records) {
        expect(record.sessions === count).toBe(true);
        last = record.sessions;
        count++;
      }
    }

    expect(count).toBe(250_010);
    expect(last).toBe(250_009);
    expect(asked.map(({ body }) => body.offset)).toEqual(["0", "249999"]);
  });

  test("[CP-1] goes on behind the page whose position was saved", async () => {
    const first = reading((asked) => served(asked, 2_500));
    const pages = await collectPages(first.streams.paths, { window });
    const position = pages[1]?.position;
    if (position === undefined) throw new Error("a page in the middle has a position");
    const second = reading((asked) => served(asked, 2_500));

    const rest = await collect(second.streams.paths, {
      window,
      positions: { "1/2026-11-20": position },
    });

    expect(position.state).toEqual({
      offset: 500,
      last: expect.stringMatching(/^[\d.]{23,47}$/),
    });
    expect(second.asked.map(({ body }) => body.offset)).toEqual(["499"]);
    expect(rest.map(({ sessions }) => sessions)).toEqual(
      Array.from({ length: 2_000 }, (_, index) => 500 + index),
    );
  });

  test("[RD-5] begins again where the rows have moved meanwhile, and says so if they move again", async () => {
    const state = { offset: 2_000, last: "another row's" };
    const positions = {
      "1/2026-11-20": { state, complete: false, version: null, window },
    };
    const { streams, asked } = reading((request) => served(request, 2_500));
    const version = "read 2026-11-24";

    const pages = await collectPages(streams.paths, {
      window,
      positions: { "1/2026-11-20": { ...positions["1/2026-11-20"], version } },
    });

    expect(asked.map(({ body }) => body.offset)).toEqual(["1999", "0"]);
    expect(pages.flatMap(({ records }) => records)).toHaveLength(2_500);
    expect(pages.at(-2)?.quality).not.toHaveProperty("drift");
  });

  test("[RD-5] says that rows moved a second time", async () => {
    // Every answer has other rows than the one before; the first and the third break off.
    const { streams, asked } = reading(({ body }, count) => {
      const rows = pathsAnswer(Number(body.offset) + count * 10_000, 9_000 + count * 10_000, 9_000);
      return count % 2 === 1 ? cutAfter(600_000, rows) : rows;
    });

    const pages = await collectPages(streams.paths, { window });

    expect(pages.findLast(({ quality }) => quality !== undefined)?.quality).toMatchObject({
      drift: true,
    });
    expect(asked.map(({ body }) => body.offset === "0")).toEqual([true, false, true, false]);
  });
});

describe("answers that cannot be trusted", () => {
  test("[RT-1] [RT-7] takes a broken answer up again behind the last page, and tells", async () => {
    const { streams, asked, events } = reading((request, count) =>
      count === 1 ? cutAfter(600_000, served(request, 9_000)) : served(request, 9_000),
    );

    const records = await collect(streams.paths, { window });

    expect(records.map(({ sessions }) => sessions)).toEqual(
      Array.from({ length: 9_000 }, (_, index) => index),
    );
    expect(asked.map(({ body }) => body.offset)).toEqual([
      "0",
      expect.stringMatching(/^[3-8](249|499|749|999)$/),
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "retry", reason: "body", attempt: 1 }),
    );
  });

  test("[RT-6] an answer that breaks off three times is not begun again by the engine", async () => {
    const { streams, asked } = reading((request) => cutAfter(600, served(request, 9_000)));

    await expect(collect(streams.paths, { window })).rejects.toMatchObject({
      code: "network",
      context: { streamed: false, attempts: 3 },
    });

    expect(asked).toHaveLength(3);
  });

  test("[RT-6] answers that end short spend the host's retry budget, however far each of them gets", async () => {
    const { streams, asked } = reading((request) =>
      served(request, 250_000, Number(request.body.offset) + 600),
    );

    await expect(collect(streams.paths, { window })).rejects.toMatchObject({
      code: "retry_budget_exhausted",
    });

    // 500 tokens, one more for each answer that begins, 14 less for each that ends short.
    expect(asked.length).toBeGreaterThan(34);
    expect(asked.length).toBeLessThan(40);
  });

  test("[HT-3] fewer rows than announced are asked for again, and are never the end", async () => {
    const { streams, asked } = reading((request) => served(request, 2_500, 2_400));

    await expect(collect(streams.paths, { window })).rejects.toMatchObject({ code: "truncated" });

    expect(asked.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ["null", "null"],
    ["{}", "{}"],
    ["an empty body", ""],
    ["HTML", "<html></html>"],
    ["rows without headers", '{"rows":[],"rowCount":0}'],
    ["rows that are null", JSON.stringify({ ...emptyAnswer, rows: null })],
    ["an error under status 200", '{"error":{"code":503,"message":"gone","status":"UNAVAILABLE"}}'],
  ])("[RD-1] takes %s for an error, not for an empty report", async (_what, text) => {
    const { streams } = reading(() => new Response(text));

    await expect(collect(streams.traffic, { window })).rejects.toMatchObject({
      name: expect.stringMatching(/^(DecodeError|HttpError)$/),
    });
  });

  test("[RD-1] refuses columns other than those asked for: values come by position", async () => {
    const [date, source] = answer.dimensionHeaders;
    const { streams } = reading(() => ({ ...answer, dimensionHeaders: [source, date] }));

    await expect(collect(streams.traffic, { window })).rejects.toMatchObject({
      code: "wrong_shape",
      message: expect.stringContaining("sessionSource, date"),
    });
  });

  test("reads rows that come before their headers", async () => {
    const { rows, ...rest } = answer;
    const { streams } = reading(() => ({ rows, ...rest }));

    expect(await collect(streams.traffic, { window })).toHaveLength(3);
  });

  test("[HT-2] holds no more rows that come before their headers than of a body that is read whole", async () => {
    const { rows, ...headers } = pathsAnswer(0, 9_000, 9_000);
    const headersLast = (): object => ({ rows, ...headers });
    const bytes = JSON.stringify(rows).length;
    const within = reading(headersLast, { maxBodyBytes: bytes });
    const above = reading(headersLast, { maxBodyBytes: bytes - 10 });

    expect(await collect(within.streams.paths, { window })).toHaveLength(9_000);
    await expect(collect(above.streams.paths, { window })).rejects.toMatchObject({
      code: "response_too_large",
    });
    expect(above.asked).toHaveLength(1);
  });

  test("an error that GA4 sends in the middle of an answer is that error", async () => {
    const { rows, dimensionHeaders, metricHeaders } = answer;
    const error = { code: 429, message: "Exhausted property tokens per day.", status: "X" };
    const { streams } = reading(() => ({ dimensionHeaders, metricHeaders, rows, error }));

    await expect(collect(streams.traffic, { window })).rejects.toMatchObject({
      code: "quota_exhausted",
    });
  });

  test("[RT-1] a lasting 500 is asked three times: server errors have a quota of their own", async () => {
    const { streams, asked } = reading(() =>
      failure(500, "Internal error encountered.", "INTERNAL"),
    );

    await expect(collect(streams.traffic, { window })).rejects.toMatchObject({ name: "HttpError" });

    expect(asked).toHaveLength(3);
  });
});
