import { Command, Option } from "commander";
import { readFileSync } from "node:fs";
import { addCare } from "./care-commands.ts";
import { example, toCount, toPoint, type Action, type Run } from "./command-line.ts";
import type { ReadCommandOptions } from "./commands/read.ts";
import { officialConnectors } from "./installed.ts";
import type { GlobalOptions } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { addTrust } from "./trust-commands.ts";

/** The command line as commander knows it. What a command needs is loaded when it runs: `--help` costs nothing. */
export function createProgram(terminal: Terminal, done: (exitCode: number) => void): Command {
  const program = new Command("brain")
    .description("Reads marketing, learning and SaaS APIs into typed tables.")
    .version(version())
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () =>
        terminal.stdout.isTTY === true && terminal.env["NO_COLOR"] === undefined,
      getErrHasColors: () =>
        terminal.stderr.isTTY === true && terminal.env["NO_COLOR"] === undefined,
    })
    .option("--json", "for machines: JSON on stdout, errors and log lines as JSON on stderr")
    .addOption(
      new Option("--log-level <level>", "lowest level shown on stderr").choices([
        "debug",
        "info",
        "warn",
        "error",
      ]),
    )
    .option("--log-file <file>", "append the log as JSON lines, secrets taken out")
    .option("--config <file|json>", "a connector's options, or the place of brain.config.ts")
    .option("--as <user>", "act as this user of the config's access; default BRAIN_USER, or yours");

  const action: Action =
    <A extends unknown[]>(load: () => Promise<Run<A>>) =>
    async (...given: [...A, Command]): Promise<void> => {
      const { execute } = await import("./execute.ts");
      const options = program.opts<GlobalOptions>();
      // commander appends the command itself to what it parsed for it.
      const parsed = given.slice(0, -1) as unknown as A;
      done(await execute(terminal, options, async (session) => (await load())(session, ...parsed)));
    };

  program
    .command("demo")
    .description("read every source from its emulator into DuckDB, without credentials")
    .option("--db <file>", "the database to write", "brain.duckdb")
    .addHelpText("after", example("brain demo", "brain demo --db /tmp/try.duckdb"))
    .action(action(async () => (await import("./commands/demo.ts")).demo));
  program
    .command("init")
    .description("write a commented brain.config.ts that runs against the sandbox")
    .argument("[connector...]", `any of ${Object.keys(officialConnectors).join(", ")}`, ["hubspot"])
    .addHelpText("after", example("brain init && brain run", "brain init reddit google-trends"))
    .action(action(async () => (await import("./commands/init.ts")).init));
  program
    .command("connectors")
    .description("list the installed connectors")
    .addHelpText("after", example("brain connectors"))
    .action(action(async () => (await import("./commands/connectors.ts")).connectors));
  program
    .command("spec")
    .description("print a connector's options as JSON Schema")
    .argument("<connector>", "hubspot, or ./file.ts")
    .addHelpText("after", example("brain spec hubspot"))
    .action(action(async () => (await import("./commands/spec.ts")).spec));
  program
    .command("auth")
    .description("sign in to a vendor in the browser, and keep the refresh token")
    .argument("<connector>", "one with OAuth: ga4, hubspot, linkedin-ads, reddit, or ./file.ts")
    .option("--scope <scope...>", "ask for these too, beside those that the source needs")
    .option(
      "--port <port>",
      "of the redirect address on this machine; default a free one, or 8765 where it has to be registered",
      toCount,
    )
    .option("--no-browser", "open nothing, and read the pasted redirect address or code from stdin")
    .option("--authorize-url <url>", "another consent page, as of `brain sandbox`")
    .addHelpText(
      "after",
      `\n${whereTokensAre}${example("brain auth hubspot && brain check hubspot")}`,
    )
    .action(action(async () => (await import("./commands/auth.ts")).auth));
  program
    .command("check")
    .description("try credentials and scopes")
    .argument("[connector...]", "default: each that the environment configures")
    .addHelpText("after", example("brain check hubspot ga4"))
    .action(action(async () => (await import("./commands/check.ts")).check));
  program
    .command("discover")
    .description("list a source's streams: keys, cursor, personal data; --json adds their schemas")
    .argument("<connector>", "hubspot, or ./file.ts")
    .addHelpText("after", example("brain discover hubspot", "brain discover hubspot --json"))
    .action(action(async () => (await import("./commands/discover.ts")).discover));
  program
    .command("read")
    .description("write the records of one stream to stdout, in clear")
    .argument("<connector>", "hubspot, or ./file.ts")
    .argument("<stream>", "one of `brain discover`")
    .option("--from <point>", "first day (YYYY-MM-DD) or UTC instant", toPoint)
    .option("--to <point>", "day or UTC instant before which to stop", toPoint)
    .option("--state <file>", "go on from here, and remember how far the output came")
    .option("--limit <records>", "at most so many records", toCount)
    .addOption(
      new Option("--format <format>", "how to write a record")
        .choices(["jsonl", "table", "csv"])
        .default("jsonl"),
    )
    .addHelpText(
      "after",
      example(
        "brain read hubspot contacts --limit 10 --format table",
        "brain read hubspot contacts --state contacts.state.json >> contacts.jsonl",
      ),
    )
    .action((...given: [string, string, ReadCommandOptions, Command]) => {
      const [, , { format, state }, command] = given;
      if (state !== undefined && format !== "jsonl") {
        command.error(
          "error: option '--state' needs '--format jsonl': a line torn by a kill can stand alone there",
        );
      }
      return action(async () => (await import("./commands/read.ts")).read)(...given);
    });
  program
    .command("run")
    .description("run the pipelines of brain.config.ts")
    .argument("[pipeline...]", "default: all")
    .option("--from <point>", "first day or UTC instant of a backfill", toPoint)
    .option("--to <point>", "day or UTC instant before which to stop", toPoint)
    .option("--only <flow...>", "these flows alone")
    .option("--dry-run", "print what a run would do")
    .addHelpText("after", example("brain run", "brain run shop --dry-run"))
    .action(action(async () => (await import("./commands/run.ts")).run));
  addCare(program, action);
  addTrust(program, action);
  program
    .command("sandbox")
    .description("serve the emulated vendor APIs on this machine")
    .option("--port <port>", "port of the first emulator; the next ones follow", toCount, 4170)
    .option("--faults <file>", "JSON that says which requests fail, and how")
    .addHelpText(
      "after",
      example("brain sandbox --port 4170", "brain sandbox --faults faults.json"),
    )
    .action(action(async () => (await import("./commands/sandbox.ts")).sandbox));
  return program;
}

const whereTokensAre = `The application's clientId and clientSecret are options of the connector (BRAIN_HUBSPOT_CLIENT_ID, …).
Register as its redirect address http://localhost:8765/callback; Google's desktop clients need none.
The refresh token is kept in .brain/credentials.json (mode 0600) of the folder that the command runs in. There \`brain read\`,
\`check\` and \`discover\` find it, and \`brain run\` with a brain.config.ts in the same folder: leave refreshToken out.
`;

function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
