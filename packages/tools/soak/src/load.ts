import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePipeline, from, maskDeclared } from "@brain/core";
import { z } from "zod";
import { contacts, contactSchema, distinct } from "./contacts.ts";
import type { Loaded, Target } from "./loaded.ts";
import { openTarget } from "./targets.ts";

/** The process whose memory is watched: so many records through validate and protect into the target. */
const target: Target = process.argv[2] === "duckdb" ? "duckdb" : "jsonl";
const records = Number(process.argv[3]);
const folder = await mkdtemp(join(tmpdir(), "brain-soak-"));
try {
  const { stream } = contacts(records);
  const reachable = contactSchema.extend({ email: z.email(), score: z.number().max(125) });
  const { mode, countRows, ...into } = await openTarget(target, folder);
  const began = performance.now();
  const report = await definePipeline({
    name: "soak",
    ...into,
    flows: [
      from(stream).validate(reachable).protect(maskDeclared(stream)).into("contacts", { mode }),
    ],
  }).run();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage();
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  const rows = await countRows();
  const wanted = mode === "upsert" ? distinct(records) : records;
  const written = report.streams[0]?.written;
  const loaded: Loaded = {
    target,
    records,
    ok: report.status === "succeeded" && written === records && rows === wanted,
    rows,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakBytes,
  };
  process.stdout.write(`${JSON.stringify(loaded)}\n`);
  await into.destination.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
