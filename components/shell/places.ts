import type { MainPlace } from "@/lib/site-settings/model";

/** Paths of this site, without language, that the frame and other pages link to. */
export const PLACES = {
  home: "/",
  countries: "/countries",
  law: "/convention",
  crosswalk: "/convention/crosswalk",
  compare: "/compare",
  dualCriminality: "/compare/dual-criminality",
  freshness: "/countries/freshness",
  translations: "/countries/translations",
  blog: "/blog",
  changes: "/changes",
  members: "/members",
  search: "/search",
  verify: "/cooperation/verify",
  ownSearch: "/me/search",
  training: "/training",
  join: "/join",
  signIn: "/signin",
  signOut: "/signout",
  me: "/me",
  work: "/me/work",
  waiting: "/me/waiting",
  ownCountry: "/me/country",
  welcome: "/welcome",
  drafts: "/me/drafts",
  security: "/me/security",
  mailSettings: "/me/notifications",
  notifications: "/notifications",
  watchlist: "/watchlist",
  unsubscribe: "/unsubscribe",
  moderation: "/moderation",
  admin: "/admin",
  about: "/about",
  charter: "/charter",
  privacy: "/privacy",
  terms: "/terms",
  accessibility: "/accessibility",
  help: "/help",
  editing: "/help/editing",
  practice: "/help/practice",
  posting: "/help/posts",
  sharing: "/help/training",
  reviewing: "/help/reviewing",
  api: "/help/api",
} as const;

export type { MainPlace };

/** Returns the address where moderators suspend a member. */
export const moderatedHref = (handle: string) => `${PLACES.moderation}/members/${handle}`;
