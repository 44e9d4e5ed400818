// `node run-worker.js BUNDLE SANDBOX`: runs a worker's bundle in workerd and prints its answer.
import { Miniflare } from "miniflare";

const [, , scriptPath, body] = process.argv;
const worker = new Miniflare({ modules: true, scriptPath, compatibilityDate: "2026-07-01" });
try {
  const response = await worker.dispatchFetch("http://worker.example/", { method: "POST", body });
  const text = await response.text();
  console.log(text);
  if (!response.ok) process.exitCode = 1;
} finally {
  await worker.dispose();
}
