import type { Answer } from "../answer.ts";

/** An answer that is an error; the site's errors are pages. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export function page(
  endpoint: string,
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    endpoint,
    status,
    headers,
    contentType: "text/html; charset=utf-8",
    body: `<html lang=en><meta charset=utf-8><title>${title}</title><p><b>${status}.</b> ${title}</html>`,
  };
}
