// Plays recorded API answers through the sources into DuckDB: `pnpm test:recordings`.
import { files, vendors } from "./files.ts";
import { playAll } from "./play-all.ts";

const folder = process.env["BRAIN_RECORDINGS"];
if (folder === undefined || folder === "") {
  process.stderr.write(
    "BRAIN_RECORDINGS is not set: it names the folder that has the recordings (its subfolders are ga4 and hubspot).\n",
  );
  process.exitCode = 2;
} else {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  process.exitCode = (await playAll(folder, vendors, files, print)) ? 0 : 1;
}
