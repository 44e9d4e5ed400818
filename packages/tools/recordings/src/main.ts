// Plays recorded API answers through the sources into DuckDB: `pnpm test:recordings [VENDOR…]`.
import { files } from "./files.ts";
import { playAll } from "./play-all.ts";

const folder = process.env["BRAIN_RECORDINGS"];
if (folder === undefined || folder === "") {
  process.stderr.write(
    "BRAIN_RECORDINGS is not set: it names the folder that has the recordings (a subfolder for each vendor).\n",
  );
  process.exitCode = 2;
} else {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const asked = process.argv.slice(2);
  const vendors = Object.entries(files).filter(
    ([vendor]) => asked.length === 0 || asked.includes(vendor),
  );
  process.exitCode = (await playAll(folder, Object.fromEntries(vendors), print)) ? 0 : 1;
}
