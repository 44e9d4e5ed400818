import { BrainError, type BrainErrorOptions } from "./brain-error.ts";
import type { CodeOf } from "./codes.ts";
import { runCodes } from "./run-codes.ts";

/** The user's configuration is wrong; found before the first request. */
export class ConfigError extends BrainError<CodeOf<"ConfigError">> {}
/** The vendor does not accept the credentials. */
export class AuthError extends BrainError<CodeOf<"AuthError">> {}
/** The credentials are good but not sufficient; `context.scopes` names what is missing, where it is known. */
export class PermissionError extends BrainError<CodeOf<"PermissionError">> {}
/** An allowance is used up; `resumeAt` says when it returns. */
export class RateLimitedError extends BrainError<CodeOf<"RateLimitedError">> {}
/** The vendor answered, but not with what was asked for; `context.status` has the status. */
export class HttpError extends BrainError<CodeOf<"HttpError">> {}
/** No answer came. */
export class NetworkError extends BrainError<CodeOf<"NetworkError">> {}
/** An answer came that could not be read. */
export class DecodeError extends BrainError<CodeOf<"DecodeError">> {}
/** Paging cannot be brought to a right end. */
export class PaginationError extends BrainError<CodeOf<"PaginationError">> {}
/** A record is invalid and the policy is to stop. */
export class ValidationError extends BrainError<CodeOf<"ValidationError">> {}
/** The data as a whole is not good enough to go on. */
export class DataQualityError extends BrainError<CodeOf<"DataQualityError">> {
  constructor(options: BrainErrorOptions<CodeOf<"DataQualityError">>) {
    super(options, runCodes);
  }
}
/** A checkpoint cannot be used. */
export class CheckpointError extends BrainError<CodeOf<"CheckpointError">> {}
/** A store of state, leases or credentials failed. */
export class StoreError extends BrainError<CodeOf<"StoreError">> {
  constructor(options: BrainErrorOptions<CodeOf<"StoreError">>) {
    super(options, runCodes);
  }
}
/** The destination failed. */
export class DestinationError extends BrainError<CodeOf<"DestinationError">> {
  constructor(options: BrainErrorOptions<CodeOf<"DestinationError">>) {
    super(options, runCodes);
  }
}
/** Code that the user or a connector's author gave us threw. */
export class CallbackError extends BrainError<CodeOf<"CallbackError">> {}
/** A protected value could not be opened. */
export class DecryptError extends BrainError<CodeOf<"DecryptError">> {
  constructor(options: BrainErrorOptions<CodeOf<"DecryptError">>) {
    super(options, runCodes);
  }
}
/** A signal was aborted; `cause` is its reason. */
export class CancelledError extends BrainError<CodeOf<"CancelledError">> {}
/** A promise of this library was about to be broken. */
export class InvariantError extends BrainError<CodeOf<"InvariantError">> {}
