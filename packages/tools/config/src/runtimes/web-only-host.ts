/**
 * `node web-only-host.ts BUNDLE SANDBOX`: runs a worker's bundle where only what the Web has is there, and prints its
 * answer. Stands for an edge worker where none is installed.
 */
const [, , bundle, sandbox] = process.argv;
for (const name of ["process", "Buffer", "global", "setImmediate", "clearImmediate"]) {
  Reflect.deleteProperty(globalThis, name);
}
const { default: worker } = await import(String(bundle));
const request = new Request("http://worker.example/", { method: "POST", body: String(sandbox) });
const response: Response = await worker.fetch(request);
console.log(await response.text());
