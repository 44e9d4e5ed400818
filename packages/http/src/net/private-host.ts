/** First address and prefix length of what is not the public internet (IANA special-purpose registries, read 2026-11-24). */
const PRIVATE_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
].map((range) => {
  const [first = "", length = ""] = range.split("/");
  return { first: toNumber(first), size: 2 ** (32 - Number(length)) };
});

/**
 * Whether a host, spelt as `URL` normalises it, is no public one: a private, loopback or link-local address, `localhost`,
 * `*.local`, `*.internal`, or a name without a dot.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return isPrivateV6(groupsOf(host.slice(1, -1)));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateV4(toNumber(host));
  return !host.includes(".") || /\.(localhost|local|internal)$/.test(host);
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(({ first, size }) => address >= first && address < first + size);
}

function isPrivateV6(groups: readonly number[]): boolean {
  const [first = 0, second = 0, third = 0] = groups;
  const embedded = (at: number): number => (groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0);
  const leadingZeros = groups.findIndex((group) => group !== 0);
  // ::, ::1 and the IPv4-compatible addresses; then the mapped ones (::ffff:a.b.c.d and ::ffff:0:a.b.c.d).
  if (leadingZeros === -1 || leadingZeros >= 6) return true;
  if (leadingZeros === 5 && groups[5] === 0xffff) return isPrivateV4(embedded(6));
  if (leadingZeros === 4 && groups[4] === 0xffff && groups[5] === 0)
    return isPrivateV4(embedded(6));
  if (first === 0x64 && second === 0xff9b) return third !== 0 || isPrivateV4(embedded(6));
  if (first === 0x2002) return isPrivateV4(embedded(1));
  // Teredo; unique local; link-local and site-local; multicast.
  if (first === 0x2001 && second === 0) return true;
  return (first & 0xfe00) === 0xfc00 || (first & 0xff80) === 0xfe80 || first >= 0xff00;
}

/** The eight groups of an address that `URL` has normalised: hexadecimal only, at most one `::`. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const parse = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return parse(head);
  const [left, right] = [parse(head), parse(tail)];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
