// `brain --help` as the package's bin runs it.
import { enableCompileCache } from "node:module";
import { onExit } from "../on-exit.ts";

onExit();
enableCompileCache();
const { brain, processTerminal } = await import("@brain/cli");
process.exitCode = await brain(["--help"], processTerminal());
