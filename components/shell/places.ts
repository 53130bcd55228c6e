/** Addresses that the shell leads to, bare. Only what exists stands here. */
export const PLACES = {
  home: "/",
  countries: "/countries",
  blog: "/blog",
  changes: "/changes",
  members: "/members",
  search: "/search",
  ownSearch: "/me/search",
  training: "/training",
  join: "/join",
  signIn: "/signin",
  signOut: "/signout",
  me: "/me",
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
  editing: "/help/editing",
} as const;

/** Where moderators suspend a member. */
export const moderatedHref = (handle: string) => `${PLACES.moderation}/members/${handle}`;
