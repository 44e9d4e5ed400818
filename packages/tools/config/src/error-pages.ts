import type { ErrorCode } from "@brain/core";

/** A code with what happened, in one sentence. */
export interface DocumentedCode extends ErrorCode {
  readonly what: string;
}

/** The pages of a registry of error codes: file name → text, one page a code and `README.md` as the index. */
export function errorPages(
  registry: Readonly<Record<string, DocumentedCode>>,
): Map<string, string> {
  const codes = Object.entries(registry);
  const pages = new Map(codes.map(([code, meaning]) => [`${code}.md`, page(code, meaning)]));
  return pages.set("README.md", index(codes));
}

function page(code: string, { kind, what, fix, retryable }: DocumentedCode): string {
  const again = retryable
    ? "Yes: the same call may succeed later, unless the error's own `retryable` says otherwise."
    : "No: the same call fails again until something is changed, unless the error's own `retryable` says otherwise.";
  return `# ${code}

Class: \`${kind}\`

**What happened.** ${what}

**What to do.** ${fix}

**Does trying again help?** ${again}

[All error codes](README.md)
`;
}

function index(codes: readonly (readonly [string, DocumentedCode])[]): string {
  const kinds = [...new Set(codes.map(([, { kind }]) => kind))];
  const sections = kinds.map((kind) => {
    const rows = codes.filter(([, meaning]) => meaning.kind === kind);
    return `## ${kind}\n\n${rows.map(([code, { what }]) => `- [\`${code}\`](${code}.md): ${what}`).join("\n")}\n`;
  });
  return `# Error codes

Every error of ours has one of these codes. Branch on \`code\`, never on the message; recognise our errors with
\`BrainError.isInstance(error)\`. The pages are made from \`codes.ts\` and \`meanings.ts\` in \`packages/core/src/errors\` by
\`pnpm docs:errors\`.

${sections.join("\n")}`;
}
