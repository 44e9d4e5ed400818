import type { CheckResult } from "@brain/core";
import { from, reset, status } from "./faults.ts";
import type { Fault } from "./mounted-server.ts";
import { failed } from "../battery/check.ts";
import type { Subject } from "./subject.ts";

/** `check()` says yes where all is well, and else whose fault it is and what to do. */
export async function checkCheck(subject: Subject): Promise<void> {
  const well = await subject.mount().source.check();
  if (!well.ok) throw failed(`check() refused a server where all is well: ${well.message}`);

  await expectCause(subject, "every request gets a 401", from(1, status(401)), "auth");
  await expectCause(subject, "every request gets a 403", from(1, status(403)), "permission");
  await expectCause(subject, "every request gets a 400", from(1, status(400)), "config");
  const pause = from(1, status(429, { "retry-after": "3600" }));
  await expectCause(subject, "every request gets a 429 with a pause of an hour", pause, "quota");
  await expectCause(subject, "every request gets a 500", from(1, status(500)), "transient");
  await expectCause(subject, "every connection is reset", from(1, reset), "transient");
}

async function expectCause(
  subject: Subject,
  when: string,
  fault: Fault,
  cause: NonNullable<CheckResult["cause"]>,
): Promise<void> {
  const result = await subject.mount(fault).source.check();
  if (result.ok) throw failed(`When ${when}, check() says that all is well.`);
  if (result.cause !== cause) {
    throw failed(`When ${when}, check() gives the cause ${result.cause}, not ${cause}.`);
  }
  if (!result.message || !result.hint) {
    throw failed(`When ${when}, check() says neither what happened nor what to do.`);
  }
}
