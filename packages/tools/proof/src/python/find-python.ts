import { spawnSync } from "node:child_process";

/** A Python that has `cryptography`: the one named by BRAIN_PYTHON, the system's, or the first on the path. */
export function findPython(): { readonly python: string; readonly version: string } | undefined {
  const named = process.env["BRAIN_PYTHON"];
  const candidates = named === undefined ? ["/usr/bin/python3", "python3"] : [named];
  for (const python of candidates) {
    const script = "import cryptography; print(cryptography.__version__)";
    const { status, stdout } = spawnSync(python, ["-c", script], { encoding: "utf8" });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return undefined;
}
