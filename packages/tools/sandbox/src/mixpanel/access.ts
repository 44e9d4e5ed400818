import { Refusal } from "./refusal.ts";

/** What the emulator accepts: a service account, and the project's legacy secret. */
export interface MixpanelCredentials {
  readonly projectId: string;
  readonly username: string;
  readonly secret: string;
  readonly projectSecret: string;
}

/** Lets in who signs with HTTP Basic, and names the project where the credential alone does not. */
export function createAccess({ projectId, username, secret, projectSecret }: MixpanelCredentials) {
  return {
    /** `unknown`: the status for wrong credentials, which differs by API. @throws Refusal */
    enter(request: Request, project: string | null | undefined, unknown = 401): void {
      const given = credentialsIn(request);
      // Some clients leave the colon out, which Mixpanel bears with.
      if (given === `${projectSecret}:` || given === projectSecret) return;
      if (given !== `${username}:${secret}`) {
        const message = unknown === 400 ? "Unable to authenticate request" : "Invalid credentials";
        throw new Refusal(unknown, message);
      }
      if (project === null || project === undefined) {
        throw new Refusal(400, "project_id is required when using a service account");
      }
      if (project !== projectId) throw new Refusal(403, "User is not a member of this project");
    },
  };
}

function credentialsIn(request: Request): string | undefined {
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (encoded === undefined) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
