import { envName } from "../config/env-name.ts";
import { starters, type Starter } from "./starters.ts";

/** A source with its starter. */
interface Chosen extends Starter {
  readonly name: string;
  /** Its name in code: of the connector, and the beginning of all that is about it. */
  readonly code: string;
}

/** What `brain init` writes for these sources, whose dated streams begin on a first day. */
export function configTemplate(names: readonly string[], firstDay: string): string {
  const chosen = Object.entries(starters)
    .filter(([name]) => names.includes(name))
    .map(([name, starter]): Chosen => ({ name, code: camelCase(name), ...starter }));
  const needed = [
    ...chosen.map(({ code }) => `${code}Emulator`),
    ...(chosen.some(({ credentials }) => credentials.length > 0) ? ["sandboxCredentials"] : []),
  ];
  return `// What \`brain run\` runs. Node runs this file as it is; \`brain run --dry-run\` shows what would happen.
import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
${chosen.map(({ name, code }) => `import { ${code} } from "@brain/${name}";\n`).join("")}import { ${needed.join(", ")} } from "@brain/sandbox";

const database = duckdb("brain.duckdb");

${chosen.map((one) => sourceText(one, firstDay)).join("\n")}
export const pipelines = [
  // Declared personal data never leaves in clear by accident: here it is masked.
${chosen.map(pipelineText).join("")}];
`;
}

function sourceText({ name, code, title, ...starter }: Chosen, firstDay: string): string {
  const lines = [
    ...starter.credentials.map(
      (option) =>
        `${option}: sandboxCredentials.${code}.${option}, // process.env["${envName(name, [option])}"] ?? ""`,
    ),
    ...(starter.config ?? []).map((line) =>
      line.startsWith("//") ? line : `${line.replace("FIRST_DAY", JSON.stringify(firstDay))},`,
    ),
  ];
  const real =
    starter.credentials.length > 0
      ? "With a real account: in place of the sandbox's values those behind them, from a .env beside this file."
      : "The real one needs no credentials either.";
  return `// An emulated ${title} inside this process, so that the first run needs no credentials.
const ${code}Sandbox = ${code}Emulator(${starter.sandbox ?? ""});
const ${code}Source = ${code}(
  // ${real}
  // All options: brain spec ${name}
  {
${lines.map((line) => `    ${line}\n`).join("")}  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => ${code}Sandbox.fetch(new Request(input, init)) } },
);
`;
}

function pipelineText({ name, code, streams }: Chosen): string {
  const flows = streams.map((stream) => {
    const variable = `${code}Source.streams.${stream}`;
    return `      from(${variable})
        .protect(maskDeclared(${variable}))
        .into("${name.replaceAll("-", "_")}_${stream}"),
`;
  });
  return `  definePipeline({
    name: "${name}",
    destination: database,
    flows: [
${flows.join("")}    ],
  }),
`;
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
