import type { Emulator, GivenFault } from "@brain/sandbox";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { optional } from "../import-package.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";
import { readFaults } from "./faults-file.ts";

/** Serves the emulators, one port each, until a signal comes. */
export async function sandbox(
  session: Session,
  options: { readonly port: number; readonly faults?: string | undefined },
): Promise<number> {
  const { parseFaultSchedule, sandboxApis, serve, withFaults } = await optional(
    "@brain/sandbox",
    () => import("@brain/sandbox"),
  );
  const faults =
    options.faults === undefined
      ? undefined
      : readFaults(options.faults, session.terminal.cwd, parseFaultSchedule);
  const faulty = <E extends Emulator>(emulator: E): E =>
    faults === undefined
      ? emulator
      : withFaults(emulator, faults, {
          onFault: (given) => tellFault(session, emulator.name, given),
        });
  const stop = watchSignals(session.terminal);
  const servers: { close(): Promise<void> }[] = [];
  try {
    const served: Record<string, Served> = {};
    for (const [name, { emulator, credentials, config, stream }] of Object.entries(sandboxApis)) {
      const port = options.port + Object.keys(served).length;
      const server = await serve(faulty(emulator()), { port });
      servers.push(server);
      served[name] = { url: server.url, credentials, config: config(server.url), stream };
    }
    await session.print(session.options.json ? `${JSON.stringify(served)}\n` : welcome(served));
    await aborted(stop.drain);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    stop.end();
  }
  return exitCodes.succeeded;
}

/** Which fault met which request, on stderr: stdout has the addresses. */
function tellFault(session: Session, api: string, given: GivenFault): void {
  const { at, fault, method, path, rule } = given;
  session.tell(
    session.options.json
      ? JSON.stringify({ fault: { api, ...given } })
      : `${new Date(at).toISOString()} ${api} ${method} ${path}: ${fault} (rules.${rule})`,
  );
}

interface Served {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly stream: string;
}

function welcome(served: Readonly<Record<string, Served>>): string {
  const rows = Object.entries(served).map(([name, { url, credentials }]) => [
    name,
    url,
    Object.keys(credentials).join(", "),
  ]);
  const commands = Object.entries(served).map(
    ([name, { credentials, config, stream }]) =>
      `${variables(name, credentials)} \\\n` +
      `  brain read ${name} ${stream} --limit 5 --config '${JSON.stringify(config)}'\n`,
  );
  return (
    `${table(["api", "address", "credentials"], rows)}\n` +
    `Invented credentials and data; try, in another terminal:\n\n${commands.join("\n")}\nCtrl-C ends it.\n`
  );
}

function variables(connector: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const option = name.replaceAll(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
      return `BRAIN_${connector.replaceAll("-", "_").toUpperCase()}_${option}='${value}'`;
    })
    .join(" \\\n");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
