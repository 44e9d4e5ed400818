/** RFC 5321: the longest address that mail can be sent to. */
const LONGEST_EMAIL = 254;
/** Longer ones are refused unread (VA-6). */
const LONGEST_URL = 10_000;
/**
 * Before the `@` dots between runs of what is neither blank, control nor special to mail; letters of all scripts (RFC 6531).
 * Behind it labels of at most 63, none of which begins or ends with a hyphen; two at least, and the last no number.
 */
const EMAIL =
  /^[^\s\p{C}"(),.:;<>@[\\\]]+(?:\.[^\s\p{C}"(),.:;<>@[\\\]]+)*@(?:(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)\.)+(?!-|\p{N}+$)[\p{L}\p{M}\p{N}-]{2,63}(?<!-)$/u;
const LONGEST_EMAIL_NAME = 64;
const URL_START = /^https?:\/\/[^\s\p{C}]+$/iu;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `name@domain.tld`, as web forms take it, in any script; no quoted names, no addresses by number. */
export function isEmail(text: string): boolean {
  return (
    text.length <= LONGEST_EMAIL && text.lastIndexOf("@") <= LONGEST_EMAIL_NAME && EMAIL.test(text)
  );
}

/** An absolute `http` or `https` address without blanks, which the platform's own `URL` takes. */
export function isUrl(text: string): boolean {
  return text.length <= LONGEST_URL && URL_START.test(text) && URL.canParse(text);
}

/** 32 hexadecimal digits in groups of 8-4-4-4-12, in either case and of any version (RFC 9562). */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
