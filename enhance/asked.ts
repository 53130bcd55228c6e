/* What `GET /api/me` is asked about a page with comments or topics. */

/** The most topics that are asked for at once. */
const MOST_ASKED = 80;

/** The links to topics that a list has. */
export const topicLinks = () => [...document.querySelectorAll<HTMLAnchorElement>("a[data-topic]")];

/** Lists the topics of this page, as sent to `/api/me`; null if it has no list of topics. */
export function listedTopics(): string | null {
  const links = topicLinks();
  if (links.length === 0 && !document.querySelector("[data-topics]")) return null;
  return [...new Set(links.map(({ dataset }) => dataset.topic ?? ""))].slice(0, MOST_ASKED).join(",");
}

/** Returns the page whose comments take reactions or whose polls take votes, as sent to `/api/me`; null without one. */
export const reactedPage = (): string | null =>
  document.querySelector<HTMLElement>("[data-reactions], [data-poll][data-on]")?.dataset.on ?? null;
