const DIGITS = Uint8Array.from(
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-",
  (sign) => sign.charCodeAt(0),
);

/**
 * 128 bits of a text in 24 characters, without waiting for a digest: tells texts apart that nobody made to look alike.
 * Four lanes, each mixed with every unit and finished as MurmurHash3 does it.
 */
export function textHash(text: string): string {
  let [a, b, c, d] = [0x6a09_e667, 0x3b67_ae85, 0x3c6e_f372, 0x254f_f53a];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 0x239b_961b);
    b = c ^ Math.imul(b ^ unit, 0xab0e_9789);
    c = d ^ Math.imul(c ^ unit, 0x38b3_4ae5);
    d = a ^ Math.imul(d ^ unit, 0xa1e3_8b93);
  }
  return digits(a) + digits(b) + digits(c) + digits(d);
}

/** A lane, finished, in six digits of six bits. `toString(36)` takes ten times as long, and this is done for every record. */
function digits(lane: number): string {
  let bits = Math.imul(lane ^ (lane >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  bits ^= bits >>> 16;
  return String.fromCharCode(
    digit(bits >>> 26),
    digit(bits >>> 20),
    digit(bits >>> 14),
    digit(bits >>> 8),
    digit(bits >>> 2),
    digit(bits & 3),
  );
}

function digit(bits: number): number {
  return DIGITS[bits & 63] ?? 0;
}
