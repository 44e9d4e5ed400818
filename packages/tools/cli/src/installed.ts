import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Connectors of ours, by name, with what they read. */
export const officialConnectors: Readonly<Record<string, string>> = {
  amplitude: "Amplitude events, cohorts, annotations, charts and taxonomy",
  ga4: "Google Analytics 4 reports",
  "google-trends": "Google Trends interest, related and trending searches",
  hubspot: "HubSpot CRM objects, owners, pipelines and associations",
  "linkedin-ads": "LinkedIn Ads accounts, campaigns, leads and analytics",
  lms: "Moodle, Canvas, Open edX, xAPI and any other learning platform by configuration",
  mixpanel: "Mixpanel events, profiles, cohorts, funnels and reports",
  reddit: "Reddit posts, comments, searches, subreddits and deletions",
  teachable: "Teachable courses, users, enrollments, progress, quizzes and transactions",
  thinkific: "Thinkific courses, users, enrollments, products, orders and coupons",
};

/** A connector package found on the disk; nothing of it was run. */
export interface InstalledConnector {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly description: string;
}

const FOREIGN = "brain-connector-";

/** The connectors in the `node_modules` of a project's folder and of those above it, nearest first, then of this package. */
export function installedConnectors(cwd: string): InstalledConnector[] {
  const found = new Map<string, InstalledConnector>();
  for (const start of [cwd, import.meta.dirname]) {
    for (const folder of upwards(start)) {
      for (const name of namesIn(join(folder, "node_modules"))) {
        const connector = describe(join(folder, "node_modules"), name);
        if (connector !== undefined && !found.has(connector.name)) {
          found.set(connector.name, connector);
        }
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

function* upwards(folder: string): Generator<string> {
  for (let current = folder; ; current = dirname(current)) {
    yield current;
    if (dirname(current) === current) return;
  }
}

function namesIn(modules: string): string[] {
  const ours = list(join(modules, "@brain")).filter((name) =>
    Object.hasOwn(officialConnectors, name),
  );
  const foreign = list(modules).filter((name) => name.startsWith(FOREIGN));
  return [...ours.map((name) => `@brain/${name}`), ...foreign];
}

function describe(modules: string, name: string): InstalledConnector | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const field = (key: string): string => {
      const value: unknown =
        typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, key) : "";
      return typeof value === "string" ? value : "";
    };
    return {
      name: name.replace("@brain/", "").replace(FOREIGN, ""),
      package: name,
      version: field("version"),
      description: field("description"),
    };
  } catch {
    // A folder without a readable manifest is no installed package.
    return undefined;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
