import dns from "node:dns";
import net from "node:net";

/** Imports each module named on the command line in a process that may not use the network; prints what was tried and what still runs. */
const tried: string[] = [];
const refuse = (what: string) => (): never => {
  tried.push(what);
  throw new Error(`${what} while importing`);
};
net.Socket.prototype.connect = refuse("connect");
net.Server.prototype.listen = refuse("listen");
Object.assign(dns, { lookup: refuse("lookup") });
globalThis.fetch = refuse("fetch");

const [, , ...modules] = process.argv;
for (const module of modules) await import(module);
const running = process.getActiveResourcesInfo().filter((resource) => resource === "Timeout");
console.log(JSON.stringify({ imported: modules.length, tried, running }));
