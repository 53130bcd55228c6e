import type { Group } from "./address";

/** Signing in, joining, and the links of mails. */
export const DOOR: readonly Group[] = [
  {
    name: "the door",
    reader: "anyone",
    addresses: [
      { route: "/signin" },
      { route: "/join" },
      { route: "/join/verify" },
      { route: "/forgot" },
      { route: "/reset", status: 410 },
      { route: "/join/invitation", status: 410 },
      { route: "/contact/reply", status: 410 },
      { route: "/report/status", status: 410 },
      { route: "/contact/reply", path: "/contact/reply?done=sent" },
      { route: "/join/invitation/decline", status: 410 },
      { route: "/signin/code" },
      { route: "/signin/suspended", status: 410 },
      { route: "/me/email", status: 410 },
      { route: "/unsubscribe", status: 410 },
      { route: "/level", status: 410 },
      { route: "/still-correct", status: 410 },
      { route: "/join/status" },
      { route: "/join/status", path: "/join/status?token=of-no-application", status: 410 },
      { route: "/me/data/erased" },
    ],
  },
];
