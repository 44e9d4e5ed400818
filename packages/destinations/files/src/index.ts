/** Files beside a pipeline: credentials that outlive the process. @packageDocumentation */
export { fileCredentials } from "./file-credentials.ts";
