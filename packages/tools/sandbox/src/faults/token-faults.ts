import { bytesOf, withBody } from "./bodies.ts";
import { broken } from "./broken.ts";
import type { tokenFaults } from "./fault-names.ts";
import { always, type ActiveRule, type FaultFamily, type Scene } from "./scene.ts";

/** A refresh token of the layer's own, in front of the one that the server knows. */
interface Rotation {
  readonly shown: string;
  readonly real: string;
}

/** Tokens that expire, grants that end, refresh tokens that change (RFC 6749 §5, §6). */
export function createTokenFaults(): FaultFamily<(typeof tokenFaults)[number]> {
  const expired = new Map<string, ActiveRule>();
  let revoked: ActiveRule | undefined;
  let rotation: Rotation | undefined;
  let rotations = 0;

  const refuse = (scene: Scene, rule: ActiveRule, isRefresh: boolean): Response => {
    scene.note(rule);
    return isRefresh ? invalidGrant() : unauthorized();
  };

  return {
    async standing(scene) {
      const form = await refreshForm(scene.request);
      if (revoked !== undefined) return refuse(scene, revoked, form !== undefined);
      const rule = expired.get(scene.request.headers.get("authorization") ?? "");
      if (rule !== undefined) return refuse(scene, rule, false);
      if (form === undefined || rotation === undefined) return undefined;
      if (form.get("refresh_token") !== rotation.shown) return invalidGrant();
      form.set("refresh_token", rotation.real);
      return posted(scene.request, form);
    },
    faults: {
      "token-expired": always(async ({ request }, rule) => {
        const token = request.headers.get("authorization");
        if (token !== null) expired.set(token, rule);
        return unauthorized();
      }),
      "answer-lost": always(async (scene) => {
        const answer = await scene.ask();
        await answer.body?.cancel();
        throw broken("ECONNRESET");
      }),
      "refresh-rotated": async (scene, rule) => {
        const form = await refreshForm(scene.request);
        const answer = await scene.ask();
        if (form === undefined || !answer.ok) return answer;
        scene.note(rule);
        const grant: unknown = JSON.parse(new TextDecoder().decode(await bytesOf(answer)));
        const given: unknown = Reflect.get(Object(grant), "refresh_token");
        const real = typeof given === "string" ? given : (form.get("refresh_token") ?? "");
        rotation = { shown: `rotated-${++rotations}`, real };
        return withBody(
          answer,
          JSON.stringify({ ...Object(grant), refresh_token: rotation.shown }),
        );
      },
      "grant-revoked": async (scene, rule) => {
        revoked = rule;
        return refuse(scene, rule, (await refreshForm(scene.request)) !== undefined);
      },
    },
  };
}

/** What a request asks a token endpoint, where it is a refresh. */
async function refreshForm(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return undefined;
  const form = new URLSearchParams(await request.clone().text());
  return form.get("grant_type") === "refresh_token" ? form : undefined;
}

function posted(request: Request, form: URLSearchParams): Request {
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body: String(form) });
}

function invalidGrant(): Response {
  const body = { error: "invalid_grant", error_description: "Token has been expired or revoked." };
  return Response.json(body, { status: 400 });
}

function unauthorized(): Response {
  return Response.json(
    { message: "The access token expired." },
    { status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' } },
  );
}
