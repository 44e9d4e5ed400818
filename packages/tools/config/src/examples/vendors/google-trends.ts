import { googleTrendsEmulator } from "@brain/sandbox";
import type { ExampleVendor } from "./vendor.ts";

const emulator = googleTrendsEmulator();

export const googleTrends: ExampleVendor = {
  hosts: ["trends.google.com", "searchtrends.googleapis.com"],
  answer: (request) => emulator.fetch(request),
};
