import { DecodeError } from "@brain/core";
import { MAX_LINE_BYTES } from "../limits.ts";

/** The lines that end within one chunk, without the empty ones. */
export interface Lines {
  readonly lines: string[];
  /** The chunk: of the first line perhaps the end only, and the beginning of one that is still to come. */
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
      const end = chunk.indexOf(NEWLINE);
      const firstBytes = restBytes + (end === -1 ? chunk.length : end);
      if (firstBytes > MAX_LINE_BYTES) throw tooLong();
      if (end === -1) {
        rest += text;
        restBytes = firstBytes;
        return NONE;
      }
      restBytes = chunk.length - 1 - chunk.lastIndexOf(NEWLINE);
      // The rest is put before the first line, not before the text: that would copy the text.
      const lines = text.split("\n");
      lines[0] = rest + (lines[0] ?? "");
      rest = lines.pop() ?? "";
      return { lines: withoutEmpty(lines, text), text };
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

function withoutEmpty(lines: string[], text: string): string[] {
  // Looked for in the whole text first: most have neither, and lines are many.
  const cut =
    text.includes("\r") || lines[0]?.endsWith("\r") === true
      ? lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
      : lines;
  return cut.includes("") ? cut.filter((line) => line !== "") : cut;
}

function tooLong(): DecodeError {
  return new DecodeError({
    code: "response_too_large",
    message: `A line exceeds ${MAX_LINE_BYTES} bytes.`,
  });
}
