import { ConfigError, type Secret } from "@brain/core";
import { isCarried } from "../net/check-headers.ts";

/**
 * The secret as the value of a header.
 *
 * @throws ConfigError `config_invalid` where no header can carry it; the value is not shown.
 */
export function headerValue(secret: Secret): string {
  const value = secret.reveal();
  if (isCarried(value)) return value;
  throw new ConfigError({
    code: "config_invalid",
    message: "The token or key holds a character that no HTTP header can carry.",
    hint: "Copy it again: a line feed, a typographic character or a shortening (…) slipped in.",
  });
}
