/** An error as plain JSON, as events and reports carry it. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly docsUrl?: string;
  readonly retryable: boolean;
  readonly requestId?: string;
  readonly attempts?: number;
  readonly resumeAt?: string;
  readonly causes?: readonly { readonly code: string; readonly message: string }[];
}
