import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A vendor whose refresh tokens are good for one use: the second one ends the grant. */
export interface TokenServer {
  readonly url: string;
  /** Refresh tokens in the order in which they were sent. */
  readonly spent: string[];
  /** Requests that were answered 200, and those answered 401. */
  readonly counts: { ok: number; refused: number };
  readonly alive: () => boolean;
}

export interface TokenServerOptions {
  /** So many processes meet before each round; then the access token that they have is no longer good. */
  readonly processes: number;
  /** Accepts the last token spent once more, as vendors do that allow for lost answers. */
  readonly forgiving?: boolean | undefined;
}

const FIRST = "refresh-0";

export async function tokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const spent: string[] = [];
  const counts = { ok: 0, refused: 0 };
  let good = FIRST;
  let before = "";
  let alive = true;
  let issued = 0;
  let revoked = 0;
  let waiting: ServerResponse[] = [];

  const give = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const grant = (form: URLSearchParams, response: ServerResponse): void => {
    const token = form.get("refresh_token") ?? "";
    spent.push(token);
    if (token !== good && !(options.forgiving === true && token === before)) alive = false;
    if (!alive) {
      give(response, 400, { error: "invalid_grant" });
      return;
    }
    issued += 1;
    before = token;
    good = `refresh-${issued}`;
    give(response, 200, {
      access_token: `access-${issued}`,
      refresh_token: good,
      expires_in: 3_600,
    });
  };
  /** Holds everybody until all are there, then makes the access tokens given so far bad. */
  const meet = (response: ServerResponse): void => {
    waiting.push(response);
    if (waiting.length < options.processes) return;
    revoked = issued;
    for (const held of waiting) give(held, 200, {});
    waiting = [];
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === "/token") grant(new URLSearchParams(await text(request)), response);
    else if (request.url === "/meet") meet(response);
    else {
      const number = Number(/^Bearer access-(\d+)$/.exec(request.headers.authorization ?? "")?.[1]);
      const isGood = number > revoked;
      counts[isGood ? "ok" : "refused"] += 1;
      give(response, isGood ? 200 : 401, {});
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/`, spent, counts, alive: () => alive };
}
