import { join } from "node:path";
import { from } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { hubspot } from "@brain/hubspot";
import type { Scenario } from "../scenario.ts";

const CONTACTS = 3_000;
const TABLES = ["appended", "upserted"] as const;

/** The whole way from a vendor: contacts of a served emulator into one DuckDB file, appended and upserted. */
export const scenario: Scenario = {
  name: "HubSpot to DuckDB, append and upsert",
  promise: "effectively-once",
  continues: false,
  atomic: false,
  // The places are the other scenarios' business; here it is the source that must go on from where it was.
  places: {},

  async serve() {
    const { hubspotEmulator, serve } = await import("@brain/sandbox");
    const emulator = hubspotEmulator({
      sizes: { contacts: CONTACTS },
      limits: "off",
      indexDelayMs: 0,
      latencyMs: 5,
    });
    const { url, close } = await serve(emulator);
    return { url, close, requests: () => emulator.ledger.requests() };
  },

  open({ folder, url }, onRecord) {
    const { contacts } = hubspot({
      accessToken: "pat-eu1-sandbox-service-key",
      baseUrl: url,
      http: { allowPrivateNetwork: true },
      properties: { contacts: ["email", "firstname", "lifecyclestage"] },
    }).streams;
    const seen = (): boolean => {
      onRecord();
      return true;
    };
    return {
      destination: duckdb(fileIn(folder)),
      flows: [
        from(contacts).filter(seen).into("appended", { mode: "append" }),
        from(contacts).filter(seen).into("upserted", { mode: "upsert" }),
      ],
    };
  },

  async rows(folder) {
    await using database = duckdb(fileIn(folder));
    const texts: { readonly text: string }[] = [];
    for (const table of TABLES) {
      const rows = await database.query(
        `select concat_ws('|', '${table}', id, email, firstname, lifecyclestage, "updatedAt") as text from ${table}`,
      );
      texts.push(...rows.map(({ text }) => ({ text: String(text) })));
    }
    return texts;
  },
};

function fileIn(folder: string): string {
  return join(folder, "crash.duckdb");
}
