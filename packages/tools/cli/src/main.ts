import { brain } from "./brain.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await brain(process.argv.slice(2), processTerminal());
