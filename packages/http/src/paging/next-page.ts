/** What some vendors put into their links: it would be saved with the checkpoint, and the client signs by itself. */
const CREDENTIALS = ["access_token", "api_key", "apikey", "client_secret"];

/** A next link as a token: undefined at the end, without any credential. */
export function nextPage(link: string | null | undefined): string | undefined {
  if (link === null || link === undefined || link === "") return undefined;
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  const carried = CREDENTIALS.filter((name) => url.searchParams.has(name));
  // Untouched if it can be: deleting from a query spells all of it anew.
  if (carried.length === 0) return link;
  for (const name of carried) url.searchParams.delete(name);
  return url.href;
}
