import { MAX_JSON_DEPTH } from "../limits.ts";
import { tooDeep } from "./parse-json.ts";

// Bytes, not characters: what gives JSON its structure is ASCII, and no byte of a longer UTF-8 character looks like it.
const QUOTE = 0x22;
const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where a scan stands between two chunks. Positions are indices into the buffer that is being scanned. */
export interface Scan {
  /** The next byte to look at. */
  at: number;
  depth: number;
  inString: boolean;
}

/** Looks for the list of rows among the fields of the answer. */
export interface EnvelopeScan extends Scan {
  keyStart: number;
  keyEnd: number;
  afterColon: boolean;
}

/** Looks for the ends of rows, within the list. */
export interface RowScan extends Scan {
  /** After the last whole row. */
  rowEnd: number;
}

/** True: the list of rows, whose name in quotes is `key`, opens at `scan.at`. False: more bytes are needed. */
export function scanEnvelope(
  bytes: Uint8Array,
  length: number,
  scan: EnvelopeScan,
  key: Uint8Array,
): boolean {
  for (; scan.at < length; scan.at++) {
    const byte = bytes[scan.at] ?? 0;
    if (scan.inString) {
      if (byte === BACKSLASH) scan.at++;
      else if (byte === QUOTE) {
        scan.inString = false;
        scan.keyEnd = scan.at + 1;
      }
      continue;
    }
    if (isSpace(byte)) continue;
    const { afterColon } = scan;
    scan.afterColon = false;
    if (byte === QUOTE) {
      scan.inString = true;
      scan.keyStart = scan.at;
    } else if (byte === COLON) scan.afterColon = scan.depth === 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (byte === OPEN_BRACKET && afterColon && isKey(bytes, scan, key)) return true;
      scan.depth = deeper(scan.depth);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) scan.depth--;
  }
  return false;
}

function isKey(bytes: Uint8Array, { keyStart, keyEnd }: EnvelopeScan, key: Uint8Array): boolean {
  return (
    keyEnd - keyStart === key.length &&
    key.every((letter, index) => bytes[keyStart + index] === letter)
  );
}

/** True: the list of rows closes at `scan.at`. False: more bytes are needed. */
export function scanRows(bytes: Uint8Array, length: number, scan: RowScan): boolean {
  // Locals instead of fields: this loop sees every byte of every report.
  let { at, depth, inString, rowEnd } = scan;
  let closed = false;
  for (; at < length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth = deeper(depth);
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) {
        closed = true;
        break;
      }
      if (--depth === 0) rowEnd = at + 1;
    }
  }
  scan.at = at;
  scan.depth = depth;
  scan.inString = inString;
  scan.rowEnd = rowEnd;
  return closed;
}

function deeper(depth: number): number {
  if (depth >= MAX_JSON_DEPTH) throw tooDeep();
  return depth + 1;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
