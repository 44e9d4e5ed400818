import { BrainError } from "@brain/core";
import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { gunzip, type GunzipLimits } from "./gunzip.ts";

const text = Array.from({ length: 5_000 }, (_, line) => `line ${line} ${Math.sin(line)}`).join(
  "\n",
);
const member = gzipSync(new TextEncoder().encode(text));

function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}

/** For chunks of a few bytes. */
const short = text.slice(0, 2_000);
const shortMember = gzipSync(new TextEncoder().encode(short));

async function read(bytes: Uint8Array, size = 1_000, limits?: GunzipLimits): Promise<string> {
  return new Response(gunzip(streamOf(bytes, size), limits)).text();
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return BrainError.isInstance(error) ? error.code : String(error);
}

describe("[HT-3] gzip", () => {
  test.each([1, 7])("is undone in chunks of %i bytes", async (size) => {
    expect(await read(shortMember, size)).toBe(short);
  });

  test.each([1_000, 1_000_000])("is undone in chunks of %i bytes", async (size) => {
    expect(await read(member, size)).toBe(text);
  });

  test.each([3, 500, 1_000_000])(
    "of several members is undone in chunks of %i bytes",
    async (size) => {
      const members = new Uint8Array([...shortMember, ...shortMember, ...shortMember]);
      expect(await read(members, size)).toBe(short.repeat(3));
    },
  );

  test.each([1, 4, 8, 9, 500, member.length - 5, member.length - 20])(
    "that lacks its last %i bytes is truncated",
    async (missing) => {
      expect(await codeOf(read(member.slice(0, -missing)))).toBe("truncated");
    },
  );

  test("without a single byte is truncated", async () => {
    expect(await codeOf(read(new Uint8Array(0)))).toBe("truncated");
  });

  test.each([8, 5, 4, 1])("with a changed byte %i before its end is refused", async (at) => {
    const changed = member.slice();
    changed[changed.length - at] = (changed.at(-at) ?? 0) ^ 1;
    expect(await codeOf(read(changed))).toBe("truncated");
  });

  test("whose first member has a wrong checksum is refused", async () => {
    const bad = member.slice();
    bad[bad.length - 6] = (bad.at(-6) ?? 0) ^ 1;
    expect(await codeOf(read(new Uint8Array([...bad, ...member])))).toBe("truncated");
  });

  test.each([1, 3, 9])("with %i bytes of something else behind it is refused", async (count) => {
    const bytes = new Uint8Array([...member, ...Array<number>(count).fill(65)]);
    expect(["truncated", "wrong_shape"]).toContain(await codeOf(read(bytes)));
  });

  test("is told from what is no gzip", async () => {
    expect(await codeOf(read(new TextEncoder().encode("<html>not gzip at all</html>")))).toBe(
      "wrong_shape",
    );
  });
});

describe("[HT-2] gzip", () => {
  test("that inflates beyond 100:1 above 1 MiB is stopped", async () => {
    const bomb = gzipSync(new Uint8Array(4 * 2 ** 20));
    expect(await codeOf(read(bomb, 100_000))).toBe("response_too_large");
  });

  test("may inflate beyond 100:1 below 1 MiB", async () => {
    const small = gzipSync(new Uint8Array(2 ** 20 - 1));
    expect((await read(small)).length).toBe(2 ** 20 - 1);
  });

  test("beyond maxBytes is stopped", async () => {
    expect(await codeOf(read(member, 1_000, { maxBytes: text.length - 1 }))).toBe(
      "response_too_large",
    );
    expect(await read(member, 1_000, { maxBytes: text.length })).toBe(text);
  });

  test("cancels its input when its reader stops", async () => {
    let cancelled = false;
    const input = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(member.slice(0, 20_000)),
      cancel: () => {
        cancelled = true;
      },
    });
    const reader = gunzip(input).getReader();
    await reader.read();

    await reader.cancel();

    expect(cancelled).toBe(true);
  });
});
