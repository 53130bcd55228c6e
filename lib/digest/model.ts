import type { Report } from "@/lib/notices/model";

/** The weekly mail about law and practice in what a member follows; only for those who chose it. */
export const LEGAL: Report = { name: "legal", readers: ["member"], isChosen: true };

/** What a member follows, as far as it chooses from the news of law. */
export interface Followed {
  /** Profiles, by the id of their page. */
  pages: ReadonlySet<string>;
  regions: ReadonlySet<string>;
  /** Codes of countries, ISO 3166-1 alpha-2. */
  countries: ReadonlySet<string>;
  /** Topics, articles ("185:18") and instruments ("185") by their words. */
  topics: ReadonlySet<string>;
  articles: ReadonlySet<string>;
  instruments: ReadonlySet<string>;
}

/** What a piece of news is about. */
export interface About {
  pageId?: string;
  region?: string | null;
  countries?: readonly (string | null)[];
  topics?: readonly string[];
  articles?: readonly string[];
}

const instrumentOf = (article: string) => article.slice(0, article.indexOf(":"));

/** Whether a member follows nothing by which news can be chosen: then the digest has all of it. */
export const followsNothing = (followed: Followed): boolean =>
  Object.values(followed).every((set: ReadonlySet<string>) => set.size === 0);

/** Whether news is about something that a member follows, or the member follows nothing in particular. */
export function concerns(about: About, followed: Followed): boolean {
  const { pageId = "", region, countries = [], topics = [], articles = [] } = about;
  return (
    followsNothing(followed) ||
    followed.pages.has(pageId) ||
    followed.regions.has(region ?? "") ||
    countries.some((code) => followed.countries.has(code ?? "")) ||
    topics.some((topic) => followed.topics.has(topic)) ||
    articles.some((one) => followed.articles.has(one) || followed.instruments.has(instrumentOf(one)))
  );
}
