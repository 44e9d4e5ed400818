import type { Answer } from "./answer.ts";

type Reply = Omit<Answer, "endpoint">;

/** The form on which a user allows an application what it asks for. */
export function consentPage(vendor: string, client: string, scopes: readonly string[]): Reply {
  const items = scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join("");
  return html(
    200,
    vendor,
    `<p>The application <b>Brain</b> (<code>${escaped(client)}</code>) wants to:</p><ul>${items}</ul>` +
      '<form method="post">' +
      '<button id="allow" name="decision" value="allow">Allow</button> ' +
      '<button id="deny" name="decision" value="deny">Deny</button></form>',
  );
}

/** What the user reads where the application may be told nothing. */
export function refusalPage(vendor: string, error: string, description: string): Reply {
  return html(
    400,
    vendor,
    `<p>Error 400: <code id="error">${error}</code></p><p>${escaped(description)}</p>`,
  );
}

function html(status: number, vendor: string, body: string): Reply {
  const title = `${vendor} (sandbox)`;
  return {
    status,
    contentType: "text/html; charset=utf-8",
    body: `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${body}</html>`,
  };
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
