import { ConfigError } from "@brain/core";

/** What an HTTP header can carry: printable ASCII and Latin-1. A pasted `…` or a line feed is neither. */
const CARRIED = /^[\u0020-\u007e\u00a0-\u00ff]*$/;
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

export function isCarried(value: string): boolean {
  return CARRIED.test(value);
}

/**
 * Finds what no header can be before the runtime does, whose own error shows the value, which may be a secret.
 *
 * @throws ConfigError `config_invalid` with the header's name.
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const name in headers) {
    if (!NAME.test(name)) throw unfit("A header has a name that no HTTP header can have.");
    if (!isCarried(headers[name] ?? "")) {
      throw unfit(`The header "${name}" holds a character that no HTTP header can carry.`);
    }
  }
}

function unfit(message: string): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message,
    hint: "Copy its value again: a line feed, a typographic character or a shortening (…) slipped in.",
  });
}
