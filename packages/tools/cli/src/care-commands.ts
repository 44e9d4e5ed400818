import type { Command } from "commander";
import { example, toCount, type Action } from "./command-line.ts";

/** The commands that look after what runs leave behind. */
export function addCare(program: Command, action: Action): void {
  const state = program.command("state").description("look at checkpoints, or forget them");
  state
    .command("show")
    .argument("[pipeline]", "default: all")
    .description("list the checkpoints")
    .addHelpText("after", example("brain state show shop"))
    .action(action(async () => (await import("./commands/state.ts")).showState));
  state
    .command("reset")
    .argument("<pipeline>")
    .option("--flow <flow>", "of this flow alone")
    .option("--yes", "do it; without, only say what would go")
    .description("forget checkpoints, so that the next run reads from the start")
    .addHelpText("after", example("brain state reset shop --flow orders --yes"))
    .action(action(async () => (await import("./commands/state.ts")).resetState));
  const quarantine = program
    .command("quarantine")
    .description("look at invalid records, or try them again");
  quarantine
    .command("show")
    .argument("[pipeline]", "default: all")
    .option("--flow <flow>", "of this flow alone")
    .option("--limit <records>", "at most so many", toCount, 20)
    .description("list invalid records and what is wrong with them")
    .addHelpText("after", example("brain quarantine show shop"))
    .action(action(async () => (await import("./commands/quarantine.ts")).showQuarantine));
  quarantine
    .command("replay")
    .argument("<pipeline>")
    .argument("<flow>")
    .description("run the invalid records of a flow through it again")
    .addHelpText("after", example("brain quarantine replay shop orders"))
    .action(action(async () => (await import("./commands/quarantine.ts")).replayQuarantine));
  program
    .command("quality")
    .argument("[pipeline]", "default: all")
    .option("--run <id>", "a run's id, or its beginning; default the last one")
    .description("show which rules a run's data kept and broke")
    .addHelpText("after", example("brain quality shop"))
    .action(action(async () => (await import("./commands/quality.ts")).quality));
  const runs = program.command("runs").description("list the last runs");
  runs
    .command("list", { isDefault: true, hidden: true })
    .argument("[pipeline]")
    .action(action(async () => (await import("./commands/runs.ts")).listRuns));
  runs
    .command("show")
    .argument("<id>", "a run's id, or its beginning")
    .description("show one run")
    .addHelpText("after", example("brain runs", "brain runs show 0f3a"))
    .action(action(async () => (await import("./commands/runs.ts")).showRun));
}
