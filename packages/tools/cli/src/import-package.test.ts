import { expect, test } from "vitest";
import { optional } from "./import-package.ts";

const notFound = (name: string): Error =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /app/cli.js`), {
    code: "ERR_MODULE_NOT_FOUND",
  });

test("a missing optional package comes with the command that installs it", async () => {
  const missing = optional("@brain/sandbox", () => Promise.reject(notFound("@brain/sandbox")));

  await expect(missing).rejects.toMatchObject({
    code: "dependency_missing",
    message: "@brain/sandbox is not installed.",
    hint: "Install it: npm install @brain/sandbox",
  });
});

test("what the package itself misses, or throws, is not mistaken for that", async () => {
  const inner = notFound("zod");

  await expect(optional("@brain/sandbox", () => Promise.reject(inner))).rejects.toBe(inner);
});
