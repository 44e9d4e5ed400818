import { mkdirSync, rmSync } from "node:fs";
import { packInto } from "./tarballs.ts";

/** `node pack.ts FOLDER`: packs all public packages, built before, into an empty folder. */
const folder = process.argv[2] ?? process.env["BRAIN_PACKED"];
if (folder === undefined) throw new Error("Name the folder, or set BRAIN_PACKED.");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await packInto(folder);
