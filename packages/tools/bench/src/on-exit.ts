import { tell } from "./job.ts";

/** Tells at the end of the process what all of it took, the start of Node included. */
export function onExit(): void {
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    tell({
      records: 1,
      cpuMs: (user + system) / 1_000,
      wallMs: process.uptime() * 1_000,
      figures: {},
    });
  });
}
