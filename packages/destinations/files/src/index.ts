/** Files beside a pipeline: JSON Lines as destination, checkpoints and credentials that outlive the process. @packageDocumentation */
export { makeNamesDurable } from "./durable-names.ts";
export { fileCredentials } from "./file-credentials.ts";
export { fileState } from "./file-state.ts";
export { jsonl, type JsonlDestination } from "./jsonl.ts";
export { lockFile } from "./lock-file.ts";
