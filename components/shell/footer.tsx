import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

const COLUMNS = [
  {
    title: "knowledge",
    links: {
      countries: PLACES.countries,
      law: PLACES.law,
      compare: PLACES.compare,
      training: PLACES.training,
      changes: PLACES.changes,
      cooperation: PLACES.cooperation,
      verify: PLACES.verify,
    },
  },
  {
    title: "community",
    links: {
      discussions: PLACES.discussions,
      blog: PLACES.blog,
      members: PLACES.members,
      join: PLACES.join,
      me: PLACES.me,
    },
  },
  {
    title: "help",
    links: {
      helpIndex: PLACES.help,
      editing: PLACES.editing,
      posting: PLACES.posting,
      sharing: PLACES.sharing,
      reviewing: PLACES.reviewing,
      api: PLACES.api,
      charter: PLACES.charter,
      accessibility: PLACES.accessibility,
    },
  },
  {
    title: "about",
    links: {
      aboutPage: PLACES.about,
      contactPage: PLACES.contact,
      reportContent: PLACES.reportContent,
      log: PLACES.log,
      privacy: PLACES.privacy,
      terms: PLACES.terms,
    },
  },
] as const;

type LinkName = (typeof COLUMNS)[number]["links"] extends infer Links
  ? Links extends unknown
    ? keyof Links
    : never
  : never;

/** Links to the information pages, and notes that apply to the whole page. `contact`: address for visitors, if any. */
export function SiteFooter(props: { t: Translator; locale: Locale; contact: string }) {
  const { t, locale, contact } = props;
  return (
    <footer className="foot">
      <div className="wrap">
        {COLUMNS.map((column) => (
          <div className="links" key={column.title}>
            <h2>{t(`shell.footer.${column.title}`)}</h2>
            <ul>
              {(Object.entries(column.links) as [LinkName, string][]).map(([name, path]) => (
                <li key={name}>
                  <a href={localePath(locale, path)}>{t(`shell.footer.${name}`)}</a>
                </li>
              ))}
              {column.title === "about" && contact !== "" ? (
                <li>
                  <a href={`mailto:${contact}`}>{t("shell.footer.contact")}</a>
                </li>
              ) : null}
              {column.title === "help" ? (
                <li>
                  <button type="button" className="as-link" data-shortcuts-open="" hidden>
                    {t("shell.shortcuts.open")}
                  </button>
                </li>
              ) : null}
            </ul>
          </div>
        ))}
        <div className="fine">
          <p>{t("shell.footer.disclaimer")}</p>
          <p>{t("shell.footer.designation")}</p>
        </div>
      </div>
    </footer>
  );
}
