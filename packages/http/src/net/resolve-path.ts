import { HttpError } from "@brain/core";
import { parseAddress } from "./address.ts";

// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0020\\#\u007f]/;
const DOT_PART = /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$|\?)/i;

/**
 * The address of a path below `base`, or of a next link of the same origin.
 *
 * @throws HttpError `address_blocked` when the path would leave the base, `redirect_blocked` for a link to another origin.
 */
export function resolvePath(path: string, base: URL, allowPrivateNetwork: boolean): URL {
  if (/^https?:/i.test(path)) {
    if (URL.canParse(path) && new URL(path).origin !== base.origin) throw foreign(base);
    return parseAddress(path, allowPrivateNetwork);
  }
  const [route = ""] = path.split("?", 1);
  if (FORBIDDEN.test(path) || DOT_PART.test(route)) {
    throw new HttpError({
      code: "address_blocked",
      message: `A path for ${base.host} holds dots, control characters, a backslash or a fragment.`,
      hint: "Build paths with the `path` template, which encodes ids.",
      context: { host: base.host },
    });
  }
  return new URL(base.href + path.replace(/^\/+/, ""));
}

function foreign(base: URL): HttpError {
  return new HttpError({
    code: "redirect_blocked",
    message: `A link in an answer of ${base.host} leads to another origin.`,
    context: { host: base.host },
  });
}
