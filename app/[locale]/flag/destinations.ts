import type { DestinationRule } from "@/app/[locale]/destinations/rule";

/** The report of a thing. It is not named: what it is, only those learn who may read it. */
export const FLAG_DESTINATIONS: readonly DestinationRule[] = [
  { path: /^\/flag\/[a-z]{1,20}\/[^/]+$/, why: "flag", name: (_, { t }) => t("accounts.next.flag") },
];
