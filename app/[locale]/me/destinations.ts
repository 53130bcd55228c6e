import type { DestinationRule } from "@/app/[locale]/destinations/rule";

/** Pages of one's own account, and those of people with a role. */
export const OWN_DESTINATIONS: readonly DestinationRule[] = [
  { path: /^\/me\/drafts$/, why: "own", name: (_, { t }) => t("accounts.next.drafts") },
  { path: /^\/me\/uploads$/, why: "own", name: (_, { t }) => t("accounts.next.uploads") },
  { path: /^\/me\/messages(?:\/[^/]+)?$/, why: "own", name: (_, { t }) => t("accounts.next.messages") },
  { path: /^\/(?:me|welcome)(?:\/|$)/, why: "own", name: (_, { t }) => t("accounts.next.account") },
  { path: /^\/members\/[^/]+\/write$/, why: "member", name: (_, { t }) => t("accounts.next.message") },
  {
    path: /^\/(?:moderation|(?:blog|[a-z]+)\/review)(?:\/|$)/,
    why: "role",
    name: (_, { t }) => t("accounts.next.review"),
  },
  { path: /^\/admin(?:\/|$)/, why: "role", name: (_, { t }) => t("accounts.next.admin") },
];
