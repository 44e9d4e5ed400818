/** The command line as a function, for tests and for programs that embed it. @packageDocumentation */
export { brain } from "./brain.ts";
export { exitCodeOf, exitCodes } from "./exit-code.ts";
export { processTerminal, type Output, type Terminal } from "./terminal.ts";
