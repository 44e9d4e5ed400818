import { BrainError, createRuntime, Secret, type CredentialStore } from "@brain/core";
import { httpClient, oauthRefresh } from "@brain/http";
import { fileCredentials } from "./file-credentials.ts";

/**
 * A process that asks a vendor whose access tokens end: `URL CREDENTIALS ROUNDS AT_ONCE`; with `die` behind, it is killed
 * when it has the answer of a refresh and before that is on the disk.
 */
const [url = "", path = "", rounds = "1", atOnce = "1", die] = process.argv.slice(2);
const store = fileCredentials(path);
const killing: CredentialStore = {
  ...store,
  async write() {
    process.kill(process.pid, "SIGKILL");
    return undefined;
  },
};
const client = httpClient(
  {
    baseUrl: url,
    http: { allowPrivateNetwork: true },
    auth: oauthRefresh({
      clientId: "app",
      clientSecret: Secret.of("secret"),
      refreshToken: Secret.of("refresh-0"),
      tokenUrl: `${url}token`,
    }),
  },
  createRuntime({ credentials: die === "die" ? killing : store }),
);
const codes: string[] = [];
for (let round = 0; round < Number(rounds); round++) {
  await fetch(`${url}meet`);
  const asked = Array.from({ length: Number(atOnce) }, () => client.json("data"));
  for (const result of await Promise.allSettled(asked)) {
    const reason: unknown = result.status === "rejected" ? result.reason : undefined;
    if (reason !== undefined) codes.push(BrainError.isInstance(reason) ? reason.code : "?");
  }
}
console.log(JSON.stringify(codes));
