import { nodeFetch } from "./node-fetch.ts";

/** A process that leaves an answer unread and another request unanswered, and closes: `URL of both`. */
const [url = ""] = process.argv.slice(2);
const fetch = nodeFetch({ allowPrivateNetwork: true, decompress: "strict" });
await (await fetch(`${url}whole`)).text();
await fetch(`${url}endless`);
const waiting = fetch(`${url}never`).catch((error: unknown) => error);
await fetch.close();
console.log(await waiting, Date.now());
