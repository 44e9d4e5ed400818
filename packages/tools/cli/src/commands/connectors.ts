import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { installedConnectors, officialConnectors } from "../installed.ts";
import type { Session } from "../session.ts";

/** Lists the connectors that are installed, and those of ours that could be. */
export async function connectors(session: Session): Promise<number> {
  const installed = installedConnectors(session.terminal.cwd);
  const names = new Set(installed.map(({ name }) => name));
  const missing = Object.entries(officialConnectors).filter(([name]) => !names.has(name));
  if (session.options.json) {
    await session.print(`${JSON.stringify(installed)}\n`);
    return exitCodes.succeeded;
  }
  await session.print(
    table(
      ["connector", "version", "package", "reads"],
      [
        ...installed.map((found) => [found.name, found.version, found.package, found.description]),
        ...missing.map(([name, reads]) => [name, "-", `npm install @brain/${name}`, reads]),
      ],
    ),
  );
  return exitCodes.succeeded;
}
