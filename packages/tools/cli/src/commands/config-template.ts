/** What `brain init` writes. */
export const configTemplate = `// What \`brain run\` runs. Node runs this file as it is; \`brain run --dry-run\` shows what would happen.
import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { hubspot } from "@brain/hubspot";
import { hubspotEmulator, sandboxCredentials } from "@brain/sandbox";

// An emulated HubSpot inside this process, so that the first run needs no credentials.
const sandbox = hubspotEmulator({ sizes: { contacts: 500, companies: 80 } });

const crm = hubspot(
  // With a real account: { accessToken: process.env.BRAIN_HUBSPOT_ACCESS_TOKEN ?? "" }, kept in a .env beside this file.
  { accessToken: sandboxCredentials.hubspot.accessToken },
  // With a real account: leave this second argument out.
  { runtime: { fetch: (input, init) => sandbox.fetch(new Request(input, init)) } },
);

export const pipelines = [
  definePipeline({
    name: "crm",
    destination: duckdb("brain.duckdb"),
    flows: [
      // Declared personal data never leaves in clear by accident: here it is masked.
      from(crm.streams.contacts).protect(maskDeclared(crm.streams.contacts)).into("contacts"),
      from(crm.streams.companies).protect(maskDeclared(crm.streams.companies)).into("companies"),
    ],
  }),
];
`;
