#!/usr/bin/env node
// Published, this runs the built command line. In the workspace there may be no build: then the sources run as they are,
// and their siblings are found through the same export condition that our tests use.
import { existsSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";

// Halves what a start costs, from the second one on.
enableCompileCache();
const built = new URL("../dist/main.js", import.meta.url);

if (existsSync(new URL("../../../../pnpm-workspace.yaml", import.meta.url))) {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, "@brain/source"] }),
  });
  await import("../src/main.ts");
} else {
  await import(built.href);
}
