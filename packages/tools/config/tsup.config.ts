import { fileURLToPath } from "node:url";
import { defineConfig } from "tsup";

/** Every package builds the same way: one ESM entry with its declarations. */
export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm"],
  dts: true,
  sourcemap: true,
  clean: true,
  target: "node22",
  tsconfig: fileURLToPath(new URL("../../../tsconfig.json", import.meta.url)),
});
