import { Option, type Command } from "commander";
import { example, toCount, toPoint, type Action } from "./command-line.ts";

/** The commands of those who answer for the data. */
export function addTrust(program: Command, action: Action): void {
  const audit = program.command("audit").description("read the audit log, or look for tampering");
  audit
    .command("show")
    .option("--action <action>", "only this action")
    .option("--actor <user>", "only of this user")
    .addOption(
      new Option("--outcome <outcome>", "only these").choices([
        "allowed",
        "denied",
        "success",
        "failure",
      ]),
    )
    .option("--since <point>", "from this day or UTC instant", toPoint)
    .option("--until <point>", "before this day or UTC instant", toPoint)
    .option("--limit <entries>", "the newest so many", toCount, 100)
    .description("list entries, the newest last")
    .addHelpText("after", example("brain audit show --outcome denied"))
    .action(action(async () => (await import("./commands/audit.ts")).showAudit));
  audit
    .command("verify")
    .description("name the first entry that is not as it was recorded")
    .addHelpText("after", example("brain audit verify"))
    .action(action(async () => (await import("./commands/audit.ts")).verifyAudit));
  const keys = program.command("keys").description("look after the keys of protected data");
  keys
    .command("create")
    .option("--file <file>", "into a new file that only you may read; default stdout")
    .description("make a key-encryption key")
    .addHelpText("after", example("brain keys create --file brain.key"))
    .action(action(async () => (await import("./commands/keys.ts")).createKey));
  keys
    .command("list")
    .description("list the keys by name and state")
    .addHelpText("after", example("brain keys list"))
    .action(action(async () => (await import("./commands/keys.ts")).listKeys));
  keys
    .command("rotate")
    .argument("[pipeline...]", "with --data: whose rows; default all")
    .option("--data", "encrypt what is stored under new keys, beside wrapping the keys anew")
    .addOption(
      new Option("--before <point>", "as --data, of the keys made before this day or UTC instant")
        .argParser(toPoint)
        .implies({ data: true }),
    )
    .option("--destroy", "with --data: destroy the keys that nothing holds a value of any more")
    .description("wrap the keys with the present key-encryption key")
    .addHelpText("after", example("brain keys rotate", "brain keys rotate crm --data"))
    .action(action(async () => (await import("./commands/keys.ts")).rotateKeys));
}
