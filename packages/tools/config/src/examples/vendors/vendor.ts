/** A vendor whose hosts answer while an example runs. */
export interface ExampleVendor {
  readonly hosts: readonly string[];
  /** Answers whatever credentials the example shows. */
  answer(request: Request): Promise<Response>;
}
