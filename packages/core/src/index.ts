export type { Closeable, Json, MaybePromise, Some } from "./json.ts";
export {
  inputJsonSchema,
  jsonSchema,
  outputJsonSchema,
  type Infer,
  type JsonSchema,
  type Key,
  type Schema,
} from "./schema.ts";
export { Secret, secret } from "./secret.ts";
export { errorCodes, type Code, type CodeOf } from "./errors/codes.ts";
export type { ErrorCode } from "./errors/error-code.ts";
export { errorMeanings } from "./errors/meanings.ts";
export { BrainError, type BrainErrorOptions } from "./errors/brain-error.ts";
export {
  AuthError,
  CallbackError,
  CancelledError,
  CheckpointError,
  ConfigError,
  DataQualityError,
  DecodeError,
  DecryptError,
  DestinationError,
  HttpError,
  InvariantError,
  NetworkError,
  PaginationError,
  PermissionError,
  RateLimitedError,
  StoreError,
  ValidationError,
} from "./errors/kinds.ts";
export { toErrorReport } from "./errors/report.ts";
export type { OAuthConsent } from "./oauth-consent.ts";
export type { Clock, Logger, Runtime } from "./runtime.ts";
export type { Budget, BudgetLimit, BudgetTruth } from "./stores/budget.ts";
export type { CredentialStore } from "./stores/credential-store.ts";
export type { KeyValueStore } from "./stores/key-value-store.ts";
export type { QuarantineEntry, QuarantineStore } from "./stores/quarantine-store.ts";
export type { CheckpointScope, Lease, LeaseOptions, StateStore } from "./stores/state-store.ts";
export {
  defineStream,
  type Cursor,
  type Page,
  type PageReader,
  type Partition,
  type PiiKind,
  type Position,
  type PositionedPage,
  type ReadContext,
  type ReadOptions,
  type ReadRequest,
  type RecordOf,
  type Stream,
  type StreamDefinition,
  type StreamDefinitions,
  type StreamInfo,
  type StreamReader,
  type Window,
  type WirePartition,
  type WriteMode,
} from "./stream.ts";
export type {
  BoundOrDeclared,
  CheckResult,
  Connector,
  ConnectorDefinition,
  ConnectorInfo,
  ConnectorOf,
  Definitions,
  Source,
  SourceOptions,
} from "./connector.ts";
export type { Issue, OnInvalid, Validator, Verdict } from "./validation.ts";
export type { DatasetMeter, DatasetRule, Judgement, Severity } from "./dataset-rule.ts";
export { unguarded, type Act, type Guard } from "./guard.ts";
export type {
  Flow,
  FlowDefinition,
  IntoOptions,
  ProtectionScope,
  Protector,
  Sealer,
  StreamFlow,
} from "./flow.ts";
export type {
  Batch,
  Destination,
  DestinationCapabilities,
  DestinationContext,
  Held,
  HeldSearch,
  Rejection,
  Rewrite,
  RewrittenPart,
  TableSpec,
  TableWriter,
} from "./destination.ts";
export { isCheckpoint, type Checkpoint } from "./checkpoint.ts";
export { addDays, dayAt, daysOf, isTimeZone } from "./calendar.ts";
export { createLocalTime } from "./local-time.ts";
export { laterOf } from "./lookback.ts";
export { cursorInstant, isCursorValue, isLaterCursor, type CursorValue } from "./cursor-value.ts";
export type { BrainEvent, RunEvent } from "./events.ts";
export type { Counts } from "./counts.ts";
export type { Overlap } from "./overlap-keys.ts";
export type { ErrorReport } from "./errors/error-report.ts";
export type { SourceEvent } from "./source-event.ts";
export type {
  Observer,
  Pipeline,
  PipelineDefinition,
  PipelineLimits,
  QuarantineRange,
  RunOptions,
} from "./pipeline.ts";
export type {
  DatasetRuleResult,
  FlowPlan,
  Guarantee,
  IssueResult,
  IssueSample,
  Plan,
  RuleResult,
  RunReport,
  RunStatus,
  SchemaDrift,
  StreamReport,
  StreamStatus,
} from "./report.ts";
export { createRuntime } from "./create-runtime.ts";
export { systemClock } from "./system-clock.ts";
export { memoryBudget } from "./stores/memory-budget.ts";
export { memoryCredentials } from "./stores/memory-credentials.ts";
export { memoryState } from "./stores/memory-state.ts";
export { defineConnector } from "./define-connector.ts";
export { makeStream } from "./make-stream.ts";
export { suggest } from "./suggest.ts";
export { definePipeline } from "./define-pipeline.ts";
export { quarantineStoreOf, stateStoreOf, underLease, type LeasedWork } from "./pipeline-stores.ts";
export { from } from "./from.ts";
export type { DatasetRuleOptions } from "./rules/dataset/rule-options.ts";
export { fresh, type FreshOptions } from "./rules/dataset/fresh.ts";
export { notNull, type NotNullOptions } from "./rules/dataset/not-null.ts";
export { rowCount, type RowCountOptions } from "./rules/dataset/row-count.ts";
export { unique } from "./rules/dataset/unique.ts";
export { check, type CheckedRecords } from "./rules/check.ts";
export type { RuleCount } from "./rules/rule-tally.ts";
export type { Locale } from "./rules/messages.ts";
export type { RuleInfo } from "./rules/compiled-rule.ts";
export { rules, type RecordRules, type RulesOptions } from "./rules/rules.ts";
export type {
  Constraint,
  FieldComparison,
  Operator,
  Predicate,
  RuleSet,
  TypeRule,
  ValueType,
} from "./rules/rule-set.ts";
export { drop, mask, maskDeclared } from "./protectors.ts";
export { createRedactor, type Redactor } from "./redactor.ts";
