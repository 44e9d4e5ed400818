/** An answer that is an error: JSON, or HTML where something in front of the API gives it. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object | string;

  constructor(status: number, body: object | string) {
    super(`status ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const notFound = (): Refusal => new Refusal(404, { error: "Record not found." });

/** What Cloudflare shows in place of an answer. */
export const htmlPage = (title: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
