import { fstatSync, fsyncSync } from "node:fs";
import { resolve } from "node:path";
import { CancelledError, outputJsonSchema, type Stream, type Window } from "@brain/core";
import { bindSource, streamOf } from "../bind-source.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import { recordFormat, type RecordFormat } from "../format/record-format.ts";
import { showProgress, silentProgress, type Progress } from "../progress.ts";
import type { Session } from "../session.ts";
import { showError } from "../show-error.ts";
import { openStateFile, type StateFile } from "../state-file.ts";
import { watchSignals, type Stop } from "../stop.ts";
import type { Output } from "../terminal.ts";

/** Options of `brain read`. */
export interface ReadCommandOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: string | undefined;
  readonly limit?: number | undefined;
  readonly format: RecordFormat;
}

/** A table in a file or pipe is not cut to a terminal's width. */
const WIDE = 200;

/** Writes the records of one stream to stdout, and keeps the state file behind what was written. */
export async function read(
  session: Session,
  connector: string,
  streamName: string,
  options: ReadCommandOptions,
): Promise<number> {
  const stop = watchSignals(session.terminal);
  // On one screen the records themselves show how it goes.
  const progress = session.terminal.stdout.isTTY === true ? silentProgress : showProgress(session);
  try {
    const source = await bindSource(session, connector, {
      emit: (event) => progress.source(streamName, event),
    });
    const stream = streamOf(source, streamName);
    const window = windowOf(options);
    const state =
      options.state === undefined
        ? undefined
        : openStateFile(resolve(session.terminal.cwd, options.state), stream, window);
    progress.begin(streamName);
    const whole = await copyPages({ session, stream, window, options, state, stop, progress });
    progress.end(streamName, whole ? "complete" : "interrupted");
    if (whole) return exitCodes.succeeded;
    throw new CancelledError({
      code: "cancelled",
      message: `Reading ${streamName} was interrupted.`,
      ...(state === undefined ? {} : { hint: "Run the same command again to go on." }),
    });
  } catch (error) {
    progress.close();
    showError(session, error);
    return exitCodeOf(error, stop.signal());
  } finally {
    progress.close();
    stop.end();
  }
}

interface Copying {
  readonly session: Session;
  readonly stream: Stream;
  readonly window: Partial<Window>;
  readonly options: ReadCommandOptions;
  readonly state: StateFile | undefined;
  readonly stop: Stop;
  readonly progress: Progress;
}

/** false: stopped by a signal before the end. */
async function copyPages(copying: Copying): Promise<boolean> {
  const { session, stream, window, options, state, stop, progress } = copying;
  const { stdout } = session.terminal;
  const schema = outputJsonSchema(await stream.open({ signal: stop.abort }).schema());
  const format = recordFormat(options.format, schema, stdout.columns ?? WIDE);

  let torn = false;
  const write = async (text: string): Promise<void> => {
    torn = true;
    await session.print(text);
    torn = false;
  };

  state?.mark(false);
  try {
    // The line that a kill tore stands alone, and the records after it are whole.
    if (state?.torn === true) await write("\n");
    const pages = stream.read({
      window,
      positions: state?.positions,
      limit: options.limit,
      signal: stop.abort,
    });
    for await (const page of pages) {
      if (page.records.length > 0) await write(format(page.records));
      progress.records(stream.name, page.records.length, page.total);
      if (state !== undefined && page.position !== undefined) {
        settle(stdout);
        state.save(page.partition, page.position);
      }
      if (stop.drain.aborted) return false;
    }
    return true;
  } finally {
    if (!torn) state?.mark(true);
  }
}

/** What a file was given must survive whatever the state file survives. */
function settle(output: Output): void {
  if (output.fd !== undefined && fstatSync(output.fd).isFile()) fsyncSync(output.fd);
}

function windowOf({ from, to }: ReadCommandOptions): Partial<Window> {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
