import { z } from "zod";

/** An amount with its currency; the digits stay text. */
export const moneySchema = z.looseObject({
  amount: z.string().nullish(),
  currencyCode: z.string().nullish(),
});

/** When something runs; the end is not part of it. */
export const scheduleSchema = z.looseObject({
  start: z.iso.datetime().nullish(),
  end: z.iso.datetime().nullish(),
});
