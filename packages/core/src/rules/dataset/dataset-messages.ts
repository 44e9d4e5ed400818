import type { Locale } from "../messages.ts";
import { countOf, percentOf } from "./numbers.ts";

/** What issues of dataset rules say, in one language. Never a value of a record, but for the newest day or instant. */
interface DatasetWords {
  /** `isAbout`: a sample was counted. */
  notUnique(records: number, what: string, isAbout: boolean): string;
  tooManyNull(field: string, filled: number, atLeast: number): string;
  tooFew(records: number, min: number): string;
  tooMany(records: number, max: number): string;
  changed(records: number, earlier: number, max: number): string;
  noTime(field: string): string;
  inFuture(field: string, at: string): string;
  stale(field: string, at: string, within: string | number): string;
}

const en: DatasetWords = {
  notUnique: (records, what, isAbout) =>
    `${isAbout ? "about " : ""}${countOf(records, "record")} repeat the ${what} of another.`,
  tooManyNull: (field, filled, atLeast) =>
    `${percentOf(filled)} of the records have ${field}; ${percentOf(atLeast)} must.`,
  tooFew: (records, min) => `There are ${records} records, fewer than ${min}.`,
  tooMany: (records, max) => `There are ${records} records, more than ${max}.`,
  changed: (records, earlier, max) =>
    `There are ${records} records; the generation before had ${earlier}, and they may differ by ${percentOf(max)}.`,
  noTime: (field) => `No record has a day or an instant in ${field}.`,
  inFuture: (field, at) => `The newest ${field}, ${at}, has not come yet.`,
  stale: (field, at, within) => `The newest ${field} is of ${at}; it may be ${within} old.`,
};

const es: DatasetWords = {
  notUnique: (records, what, isAbout) =>
    `Registros que repiten ${what} de otro: ${isAbout ? "unos " : ""}${records}.`,
  tooManyNull: (field, filled, atLeast) =>
    `Tienen ${field} el ${percentOf(filled)} de los registros; debe tenerlo el ${percentOf(atLeast)}.`,
  tooFew: (records, min) => `Hay ${records} registros, menos de ${min}.`,
  tooMany: (records, max) => `Hay ${records} registros, más de ${max}.`,
  changed: (records, earlier, max) =>
    `Hay ${records} registros; la generación anterior tenía ${earlier}, y pueden diferir un ${percentOf(max)}.`,
  noTime: (field) => `Ningún registro tiene un día o un instante en ${field}.`,
  inFuture: (field, at) => `El valor más reciente de ${field}, ${at}, aún no ha llegado.`,
  stale: (field, at, within) =>
    `El valor más reciente de ${field} es de ${at}; puede tener una antigüedad de ${within}.`,
};

/** The words of each language. */
export const datasetWords: Readonly<Record<Locale, DatasetWords>> = { en, es };
