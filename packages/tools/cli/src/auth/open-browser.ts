import { spawn } from "node:child_process";

/** The program that opens an address, by platform. None of them is a shell: an address has `&` in it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens the address in the user's browser, if there is one. */
export function openBrowser(url: string): void {
  const [command, ...given] = openers[process.platform] ?? ["xdg-open"];
  const opener = spawn(command, [...given, url], { detached: true, stdio: "ignore" });
  // Servers have no such program, and the address was printed.
  opener.on("error", () => undefined);
  opener.unref();
}
