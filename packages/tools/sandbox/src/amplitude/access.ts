import { Refusal } from "./refusal.ts";

/** The keys that the emulator accepts. */
export interface AmplitudeCredentials {
  readonly apiKey: string;
  readonly secretKey: string;
}

/** @throws Refusal for whoever does not sign with both keys. */
export function enter(request: Request, { apiKey, secretKey }: AmplitudeCredentials): void {
  const given = request.headers.get("authorization");
  if (given === null) throw new Refusal(401, "Unauthorized");
  if (given !== `Basic ${btoa(`${apiKey}:${secretKey}`)}`) {
    throw new Refusal(403, "Invalid API key or secret key");
  }
}
