const MESSAGE_LENGTH = 200;

/**
 * A vendor's message as the end of a sentence of ours: `: ` and at most 200 characters of it, without a full stop. Empty where
 * there is none, or a page of HTML.
 */
export function quoted(message: string | null | undefined): string {
  const text = (message ?? "").slice(0, MESSAGE_LENGTH).replace(/[.\s]+$/, "");
  return text === "" || text.startsWith("<") ? "" : `: ${text}`;
}
