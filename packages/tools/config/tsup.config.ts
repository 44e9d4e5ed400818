import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsup";

/** Every package builds the same way: one ESM entry with its declarations. */
export default defineConfig({
  // `main.ts`, where there is one, is what the package's `bin` runs.
  entry: ["src/index.ts", "src/main.ts"].filter((file) => existsSync(file)),
  format: ["esm"],
  dts: { entry: "src/index.ts" },
  sourcemap: true,
  clean: true,
  target: "node22",
  tsconfig: fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)),
});
