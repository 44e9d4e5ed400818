import { memoryCredentials, type CredentialStore } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf } from "../api.fixture.ts";
import { granted, oauth, rotating, vendor } from "./token-vendor.fixture.ts";

describe("[AU-2]", () => {
  test("many requests at once, of several scopes, make one refresh", async () => {
    const { scope, grants } = vendor();

    await Promise.all([scope(), scope(), scope()].map((client) => client.json("x")));

    expect(grants).toHaveLength(1);
  });

  test("many 401s at once make one refresh", async () => {
    const { client, grants, used } = vendor({ accepts: (token) => token === "access-2" });

    await Promise.all(Array.from({ length: 4 }, () => client.json("x")));

    expect(grants).toHaveLength(2);
    expect(used.toSorted()).toEqual([
      ...Array<string>(4).fill("access-1"),
      ...Array<string>(4).fill("access-2"),
    ]);
  });

  test("a scope that ends does not cut the refresh on which others wait", async () => {
    const { scope, grants, clock } = vendor({ clock: fakeClock() });
    const ending = new AbortController();

    const first = errorOf(scope(ending.signal).json("x"));
    const second = scope().json("x");
    await clock.advance(5);
    ending.abort();

    expect(await first).toMatchObject({ code: "cancelled" });
    await clock.advance(50);
    expect((await second).status).toBe(200);
    expect(grants).toHaveLength(1);
  });

  test("a rotated refresh token is durable before the access token is used", async () => {
    const order: string[] = [];
    const store = memoryCredentials();
    const credentials: CredentialStore = {
      ...store,
      async write(key, value, expected) {
        order.push(`write ${value["refreshToken"]}`);
        return store.write(key, value, expected);
      },
    };
    const { client } = vendor({
      credentials,
      token: rotating,
      accepts: (token) => {
        order.push(`use ${token}`);
        return true;
      },
    });

    await client.json("x");

    expect(order).toEqual(["write refresh-1", "use access-1"]);
  });

  test("one that could not be stored is not used", async () => {
    const credentials: CredentialStore = {
      ...memoryCredentials(),
      write: () => Promise.reject(new Error("disk full")),
    };
    const { client, used } = vendor({ credentials, token: rotating });

    expect(await errorOf(client.json("x"))).toMatchObject({ message: "disk full" });
    expect(used).toEqual([]);
  });

  test("another process goes on with the stored one, until the config's own changes", async () => {
    const credentials = memoryCredentials();
    const first = vendor({ credentials, token: rotating });
    await first.client.json("x");
    const later = vendor({ credentials });
    const changed = vendor({ credentials, auth: oauth("refresh-new") });

    await later.client.json("x");
    await changed.client.json("x");

    expect(later.grants[0]?.get("refresh_token")).toBe("refresh-1");
    expect(changed.grants[0]?.get("refresh_token")).toBe("refresh-new");
  });

  test("a refresh token that stays the same is not stored", async () => {
    let writes = 0;
    const credentials: CredentialStore = {
      ...memoryCredentials(),
      write: async () => String(++writes),
    };
    const { client } = vendor({
      credentials,
      token: (_form, call) => granted(call, { refresh_token: "refresh-0" }),
    });

    await client.json("x");

    expect(writes).toBe(0);
  });
});
