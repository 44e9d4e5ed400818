import { HttpError } from "@brain/core";

/** What some vendors put into their links: it would be saved with the checkpoint, and the client signs by itself. */
const CREDENTIALS = ["access_token", "api_key", "apikey", "client_secret"];

/**
 * A next link as a token: undefined at the end, without any credential, a relative one as the address it means on the
 * page at `from`. Whether it may be requested is for the client to say.
 *
 * @throws HttpError `redirect_blocked` for a link that is no web address.
 */
export function nextPage(link: string | null | undefined, from: string): string | undefined {
  if (link === null || link === undefined || link === "") return undefined;
  const url = URL.canParse(link, from) ? new URL(link, from) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw noAddress(from);
  const carried = CREDENTIALS.filter((name) => url.searchParams.has(name));
  // Untouched if it can be: parsing spells an address anew, and deleting from a query spells all of that anew.
  if (carried.length === 0) return URL.canParse(link) ? link : url.href;
  for (const name of carried) url.searchParams.delete(name);
  return url.href;
}

function noAddress(from: string): HttpError {
  const { host } = new URL(from);
  return new HttpError({
    code: "redirect_blocked",
    message: `The next link in an answer of ${host} is no web address.`,
    context: { host },
  });
}
