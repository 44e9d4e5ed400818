import { readTwoPages } from "./read-two-pages.ts";

/** The sandbox comes as JSON in the last argument; the report goes out as the last line. */
const given: unknown = process.argv.at(-1);
console.log(JSON.stringify(await readTwoPages(JSON.parse(String(given)))));
