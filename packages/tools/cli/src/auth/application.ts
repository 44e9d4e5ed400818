import { ConfigError, Secret, type OAuthConsent } from "@brain/core";
import { httpSettings, type HttpSettings } from "@brain/http";
import { envName } from "../config/env-name.ts";
import { gatherOptions } from "../config/gather-options.ts";
import { unusable } from "../config/resolve-config.ts";
import { installedConnectors } from "../installed.ts";
import { loadConnector, type AnyConnector } from "../load-connector.ts";
import type { Session } from "../session.ts";

/** An application that users sign in to, from a connector's options. */
export interface Application {
  readonly connector: string;
  readonly consent: OAuthConsent;
  readonly clientId: string;
  readonly clientSecret: Secret | undefined;
  readonly tokenUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly http: HttpSettings;
}

/**
 * The application of a connector. What the connector reads need not be configured yet.
 *
 * @throws ConfigError `option_unknown` when its users do not sign in by OAuth, `config_invalid` when its options do not do.
 */
export async function applicationOf(session: Session, name: string): Promise<Application> {
  const info = await loadConnector(name, session.terminal.cwd);
  const { connectorName: connector, oauth: consent } = info;
  if (consent === undefined) throw await withoutConsent(info, session);
  const gathered = gatherOptions(info, session);
  const { values } = gathered;
  const problems = [...gathered.problems];
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const clientId = text("clientId");
  const secret = text("clientSecret");
  const missing = (option: string): string =>
    `${option} is missing (${envName(connector, [option])})`;
  if (clientId === undefined) problems.push(missing("clientId"));
  if (secret === undefined && consent.publicClients !== true)
    problems.push(missing("clientSecret"));
  const http = httpSettings.safeParse(values["http"] ?? {});
  for (const issue of http.error?.issues ?? []) {
    problems.push(`http.${issue.path.join(".")}: ${issue.message}`);
  }
  const tokenUrl = consent.tokenUrl(values);
  if (!URL.canParse(tokenUrl)) problems.push(`tokenUrl: ${tokenUrl} is no address`);
  if (clientId === undefined || http.data === undefined || problems.length > 0) {
    throw unusable(info, problems, gathered, session);
  }
  for (const option of ["refreshToken", "accessToken"]) {
    if (text(option) === undefined) continue;
    session.log.warn(
      `${connector}.${option} (${envName(connector, [option])}) is set, and wins over what a sign-in stores: take it away.`,
    );
  }
  return {
    connector,
    consent,
    clientId,
    clientSecret: secret === undefined ? undefined : Secret.of(secret),
    tokenUrl,
    headers: consent.headers?.(values) ?? {},
    http: http.data,
  };
}

async function withoutConsent(info: AnyConnector, session: Session): Promise<ConfigError> {
  const { cwd } = session.terminal;
  const others: string[] = [];
  for (const { name } of installedConnectors(cwd)) {
    if ((await loadConnector(name, cwd)).oauth !== undefined) others.push(name);
  }
  return new ConfigError({
    code: "option_unknown",
    message: `${info.connectorName} has no consent page to sign in on: its credentials are options.`,
    hint:
      `\`brain spec ${info.connectorName}\` lists them. ` +
      (others.length === 0 ? "" : `\`brain auth\` signs in to: ${others.join(", ")}.`),
    context: { connector: info.connectorName },
  });
}
