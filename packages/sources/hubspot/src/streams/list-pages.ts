import { BrainError } from "@brain/core";
import { tokenGuard } from "@brain/http";
import type { ListPage } from "../client.ts";

/** All pages of a list, from a token on or from its beginning. A token that HubSpot no longer takes means: from the beginning. */
export async function* listPages<T>(
  ask: (after: string | undefined) => Promise<ListPage<T>>,
  start?: string,
): AsyncGenerator<ListPage<T>> {
  const guard = tokenGuard();
  let page = await firstPage(ask, start);
  for (;;) {
    guard.page(page.next, page.results.length);
    yield page;
    if (page.next === undefined) return;
    page = await ask(page.next);
  }
}

async function firstPage<T>(
  ask: (after: string | undefined) => Promise<ListPage<T>>,
  start: string | undefined,
): Promise<ListPage<T>> {
  try {
    return await ask(start);
  } catch (error) {
    if (start === undefined || !isRefusal(error)) throw error;
    return ask(undefined);
  }
}

function isRefusal(error: unknown): boolean {
  return (
    BrainError.isInstance(error) && error.code === "http_status" && error.context["status"] === 400
  );
}
