/** Odd 32-bit numbers of evenly spread bits, one for each part of the hash. */
const [FIRST, SECOND, THIRD] = [0x9e_37_79_b1, 0x85_eb_ca_77, 0xc2_b2_ae_3d] as const;

/**
 * 96 bits of a key, in letters and digits: enough that of 10,000 remembered keys and a million asked for two are
 * alike once in 10^18 times. For telling keys apart, not for keeping them secret.
 */
export function keyHash(key: string): string {
  let first: number = FIRST;
  let second: number = SECOND;
  let third: number = THIRD;
  for (let index = 0; index < key.length; index++) {
    const unit = key.charCodeAt(index);
    first = Math.imul(first ^ unit, FIRST);
    first ^= first >>> 15;
    second = Math.imul(second ^ unit, SECOND);
    second ^= second >>> 13;
    third = Math.imul(third ^ unit, THIRD);
    third ^= third >>> 16;
  }
  return spread(first ^ second) + spread(second ^ third) + spread(third);
}

/** Lets every bit of a part depend on every other, and writes it in seven characters. */
function spread(part: number): string {
  let bits = Math.imul(part ^ (part >>> 16), 0x21_f0_aa_ad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x73_5a_2d_97);
  return ((bits ^ (bits >>> 15)) >>> 0).toString(36).padStart(7, "0");
}
