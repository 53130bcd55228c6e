/** How far ahead a time can be chosen for a topic or a poll, in milliseconds: two years. */
export const MOST_AHEAD = 2 * 366 * 86_400_000;
