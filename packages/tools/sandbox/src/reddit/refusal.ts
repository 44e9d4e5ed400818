/** An answer that is an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: object | string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(String(status));
    this.status = status;
    this.body = typeof body === "string" ? body : JSON.stringify(body);
    const type = typeof body === "string" ? "text/html" : "application/json";
    this.headers = { "content-type": `${type}; charset=UTF-8`, ...headers };
  }
}

/** The page that a blocked client sees. */
export function blocked(): Refusal {
  return new Refusal(
    403,
    "<!doctype html><html><head><title>Blocked</title></head><body><h1>whoa there, pardner!</h1></body></html>",
  );
}
