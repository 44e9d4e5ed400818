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
  const {
    ga4Emulator,
    hubspotEmulator,
    parseFaultSchedule,
    sandboxCredentials,
    serve,
    withFaults,
  } = await optional("@brain/sandbox", () => import("@brain/sandbox"));
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
  const ga4 = await serve(faulty(ga4Emulator()), { port: options.port });
  try {
    const hubspot = await serve(faulty(hubspotEmulator()), { port: options.port + 1 });
    try {
      const served = {
        ga4: { url: ga4.url, credentials: sandboxCredentials.ga4 },
        hubspot: { url: hubspot.url, credentials: sandboxCredentials.hubspot },
      };
      await session.print(session.options.json ? `${JSON.stringify(served)}\n` : welcome(served));
      await aborted(stop.drain);
    } finally {
      await hubspot.close();
    }
  } finally {
    await ga4.close();
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
}

function welcome({ ga4, hubspot }: { readonly ga4: Served; readonly hubspot: Served }): string {
  const row = (name: string, { url, credentials }: Served): string[] => [
    name,
    url,
    Object.keys(credentials).join(", "),
  ];
  const local = '"http":{"allowPrivateNetwork":true}';
  const reports =
    '"reports":{"traffic":{"dimensions":["date","sessionSource"],"metrics":["sessions"]}}';
  return (
    `${table(["api", "address", "credentials"], [row("ga4", ga4), row("hubspot", hubspot)])}\n` +
    "Invented credentials and data; try, in another terminal:\n\n" +
    `${variables("HUBSPOT", { accessToken: hubspot.credentials["accessToken"] ?? "" })} \\\n` +
    `  brain read hubspot contacts --limit 5 --config '{"baseUrl":"${hubspot.url}",${local}}'\n\n` +
    `${variables("GA4", ga4.credentials)} \\\n` +
    `  brain read ga4 traffic --limit 5 --config '{"baseUrl":"${ga4.url}/v1beta/","tokenUrl":"${ga4.url}/token",${local},${reports}}'\n\n` +
    "Ctrl-C ends it.\n"
  );
}

function variables(connector: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const option = name.replaceAll(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
      return `BRAIN_${connector}_${option}='${value}'`;
    })
    .join(" \\\n");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
