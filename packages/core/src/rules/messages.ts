import type { Operator, ValueType } from "./rule-set.ts";

/** The languages that issues speak. */
export type Locale = "en" | "es";

/** What issues say, in one language. What is put in comes from the rule, never from a record. */
export interface Words {
  readonly record: string;
  readonly required: string;
  readonly type: Readonly<Record<ValueType, string>>;
  readonly operator: Readonly<Record<Operator, string>>;
  must(comparison: string, operand: string): string;
  oneOf(values: string): string;
  minLength(length: number): string;
  maxLength(length: number): string;
  readonly pattern: string;
  readonly tooLongForPattern: string;
  predicate(name: string): string;
}

/** One entry for each language. */
export const words: Readonly<Record<Locale, Words>> = {
  en: {
    record: "must be an object",
    required: "must not be missing or null",
    type: {
      string: "must be a text",
      integer: "must be a whole number",
      number: "must be a number",
      boolean: "must be true or false",
      date: "must be a date (YYYY-MM-DD)",
      datetime: "must be a date and time with a time zone (RFC 3339)",
      email: "must be an e-mail address",
      url: "must be an http or https URL",
      uuid: "must be a UUID",
      country: "must be a country code (ISO 3166-1 alpha-2)",
      currency: "must be a currency code (ISO 4217)",
    },
    operator: {
      ">=": "at least",
      "<=": "at most",
      ">": "more than",
      "<": "less than",
      "==": "equal to",
      "!=": "other than",
    },
    must: (comparison, operand) => `must be ${comparison} ${operand}`,
    oneOf: (values) => `must be one of: ${values}`,
    minLength: (length) => `must have at least ${length} characters`,
    maxLength: (length) => `must have at most ${length} characters`,
    pattern: "must match the pattern",
    tooLongForPattern: "is too long to be matched with the pattern",
    predicate: (name) => `breaks the rule "${name}"`,
  },
  es: {
    record: "debe ser un objeto",
    required: "no puede faltar ni ser null",
    type: {
      string: "debe ser un texto",
      integer: "debe ser un número entero",
      number: "debe ser un número",
      boolean: "debe ser verdadero o falso",
      date: "debe ser una fecha (AAAA-MM-DD)",
      datetime: "debe ser una fecha y hora con zona horaria (RFC 3339)",
      email: "debe ser una dirección de correo electrónico",
      url: "debe ser una URL http o https",
      uuid: "debe ser un UUID",
      country: "debe ser un código de país (ISO 3166-1 alfa-2)",
      currency: "debe ser un código de moneda (ISO 4217)",
    },
    operator: {
      ">=": "como mínimo",
      "<=": "como máximo",
      ">": "mayor que",
      "<": "menor que",
      "==": "igual a",
      "!=": "distinto de",
    },
    must: (comparison, operand) => `debe ser ${comparison} ${operand}`,
    oneOf: (values) => `debe ser uno de: ${values}`,
    minLength: (length) => `debe tener como mínimo ${length} caracteres`,
    maxLength: (length) => `debe tener como máximo ${length} caracteres`,
    pattern: "debe coincidir con el patrón",
    tooLongForPattern: "es demasiado largo para compararlo con el patrón",
    predicate: (name) => `incumple la regla «${name}»`,
  },
};
