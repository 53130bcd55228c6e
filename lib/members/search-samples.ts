import type { SearchEntry } from "@/lib/search";
import { memberEntry } from "./search-entries";

/** Makes the entry of a fixed member: when it changes, a worker rewrites all search entries (`searchFormat`). */
export function memberSamples(): SearchEntry[] {
  return [
    memberEntry({
      id: "00000000-0000-4000-8000-000000000003",
      handle: "sample",
      displayName: "Sample",
      country: "SN",
      institution: "Sample",
      sector: "judiciary",
      biography: "Sample",
      specialties: [],
      languages: ["fr"],
      visibility: { country: "public", institution: "public", sector: "public", biography: "members" },
      locale: "fr",
    }),
  ];
}
