/** An answer that is an error; Teachable tells one message as text, several as a list. */
export class Refusal extends Error {
  readonly status: number;
  readonly messages: readonly string[];

  constructor(status: number, ...messages: readonly string[]) {
    super(messages.join("; "));
    this.status = status;
    this.messages = messages;
  }
}

/** Teachable's error body. */
export function bodyOf({ messages }: Refusal): { readonly message: string | readonly string[] } {
  return { message: messages.length === 1 ? (messages[0] ?? "") : messages };
}
