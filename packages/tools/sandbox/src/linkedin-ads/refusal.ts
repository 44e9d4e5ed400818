/** An answer that is an error, with the fields of LinkedIn's body. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.body = { ...more, message, status };
  }
}

/** A parameter that cannot be read, or that is not allowed. */
export const wrongParameter = (message: string, code = "PARAM_INVALID"): Refusal =>
  new Refusal(400, message, { code, errorDetailType: "com.linkedin.common.error.BadRequest" });
