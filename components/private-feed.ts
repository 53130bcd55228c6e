/** The path of a member's private feed of notifications. */
export const privateFeedPath = (token: string) => `/api/feeds/${token}/notifications.xml`;
