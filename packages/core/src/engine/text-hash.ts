/**
 * 128 bits of a text in 28 characters, without waiting for a digest: tells texts apart that nobody made to look alike.
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
  return [a, b, c, d].map((lane) => finish(lane).toString(36).padStart(7, "0")).join("");
}

function finish(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
