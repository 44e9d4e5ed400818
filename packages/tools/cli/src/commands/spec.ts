import { inputJsonSchema } from "@brain/core";
import { optionsOf } from "../config/options-of.ts";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { loadConnector } from "../load-connector.ts";
import type { Session } from "../session.ts";

/** Prints a connector's config as JSON Schema; on stderr, the environment variable of every option. */
export async function spec(session: Session, name: string): Promise<number> {
  const connector = await loadConnector(name, session.terminal.cwd);
  const options = optionsOf(connector);
  await session.print(`${JSON.stringify(inputJsonSchema(connector.config), undefined, 2)}\n`);
  if (!session.options.json) {
    session.tell(
      table(
        ["option", "environment", "type"],
        options.map(({ path, env, types, secret }) => [
          path.join("."),
          env,
          secret ? "secret" : [...types].join(" or "),
        ]),
      ),
    );
  }
  return exitCodes.succeeded;
}
