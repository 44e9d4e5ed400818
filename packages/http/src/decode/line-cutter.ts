import { DecodeError } from "@brain/core";
import { MAX_LINE_BYTES } from "../limits.ts";

/** The lines that end within one chunk, without the empty ones, and all of them as one text. */
export interface Lines {
  readonly lines: string[];
  readonly text: string;
}

/** Cuts decoded text into lines as it arrives. */
export interface LineCutter {
  push(chunk: Uint8Array): Lines;
  /** @throws DecodeError `truncated` when the last line has no end. */
  end(): void;
}

const NEWLINE = 10;
const NONE: Lines = { lines: [], text: "" };

/** `push` throws DecodeError `not_json` for invalid UTF-8, `response_too_large` for a line beyond 16 MiB. */
export function lineCutter(): LineCutter {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let restBytes = 0;
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (cause) {
      throw new DecodeError({ code: "not_json", message: "A line is no valid UTF-8.", cause });
    }
  };
  return {
    push(chunk) {
      const text = decode(chunk);
      const last = text.lastIndexOf("\n");
      const firstBytes = restBytes + (last === -1 ? chunk.length : chunk.indexOf(NEWLINE));
      if (firstBytes > MAX_LINE_BYTES) throw tooLong();
      if (last === -1) {
        rest += text;
        restBytes = firstBytes;
        return NONE;
      }
      restBytes = chunk.length - 1 - chunk.lastIndexOf(NEWLINE);
      const whole = rest + text.slice(0, last);
      rest = text.slice(last + 1);
      return { lines: linesOf(whole), text: whole };
    },
    end() {
      if (rest + decode() === "") return;
      throw new DecodeError({
        code: "truncated",
        message: "The body ends within a line: the last one has no newline.",
      });
    },
  };
}

function linesOf(text: string): string[] {
  let lines = text.split("\n");
  // Looked for in the whole text first: most have neither, and lines are many.
  if (text.includes("\r")) {
    lines = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  }
  return lines.includes("") ? lines.filter((line) => line !== "") : lines;
}

function tooLong(): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `A line exceeds ${MAX_LINE_BYTES} bytes.`,
  });
}
