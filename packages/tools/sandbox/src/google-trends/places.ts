/** Countries with their names; names have an ampersand, an accent and a comma among them. */
export const countries: Readonly<Record<string, string>> = {
  AR: "Argentina",
  AU: "Australia",
  BR: "Brazil",
  CA: "Canada",
  CI: "Côte d’Ivoire",
  DE: "Germany",
  ES: "Spain",
  FR: "France",
  GB: "United Kingdom",
  IN: "India",
  IT: "Italy",
  JP: "Japan",
  KN: "St. Kitts & Nevis",
  KR: "South Korea",
  MX: "Mexico",
  NL: "Netherlands",
  PL: "Poland",
  SE: "Sweden",
  US: "United States",
  ZA: "South Africa",
};

const states: Readonly<Record<string, string>> = {
  CA: "California",
  FL: "Florida",
  IL: "Illinois",
  NY: "New York",
  OH: "Ohio",
  PA: "Pennsylvania",
  TX: "Texas",
  WA: "Washington",
};

/** A region of a place. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly coordinates?: { readonly lat: number; readonly lng: number };
}

const REGIONS = 12;

/** What a place is broken down to. */
export function regionsOf(geo: string, resolution: string): Region[] {
  if (resolution === "COUNTRY") {
    return Object.entries(countries).map(([code, name]) => ({ code, name }));
  }
  const parent = geo === "" ? "US" : geo;
  if (resolution === "CITY") {
    return Array.from({ length: REGIONS }, (_, index) => ({
      code: `${parent}-city-${index}`,
      name: `${parent} City ${index + 1}`,
      coordinates: { lat: 30 + index / 4, lng: -(80 + index / 8) },
    }));
  }
  if (resolution === "DMA") {
    return Array.from({ length: REGIONS }, (_, index) => ({
      code: String(501 + index),
      name: `Area ${501 + index}`,
    }));
  }
  if (parent === "US") {
    return Object.entries(states).map(([code, name]) => ({ code: `US-${code}`, name }));
  }
  return Array.from({ length: REGIONS }, (_, index) => ({
    code: `${parent}-${String(index + 1).padStart(2, "0")}`,
    name: `${parent} Region ${index + 1}`,
  }));
}

/** Whether a text is the code of a place; lists of them are none. */
export const isPlace = (geo: string): boolean =>
  /^$|^[A-Z]{2}(-[A-Z0-9]{1,3}(-\d{3})?)?$/.test(geo);
