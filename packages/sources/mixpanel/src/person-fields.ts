import { z } from "zod";

/** What Mixpanel's own names say of a person: properties of events and of profiles. */
export const personFields = {
  $email: z.string().nullish(),
  $phone: z.string().nullish(),
  $name: z.string().nullish(),
  $first_name: z.string().nullish(),
  $last_name: z.string().nullish(),
  $ip: z.string().nullish(),
};
