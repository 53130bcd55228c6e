import type { ReactNode } from "react";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { Icon, type IconName } from "@/components/ui/icon";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ChangeLine, TreatyFigures } from "@/lib/profiles/reading/model";
import { ChangesTable } from "./changes-table";
import { DesignationNotes } from "./designation-notes";
import { type Then, TreatyFiguresBox } from "./treaty-figures";

interface Props {
  t: Translator;
  locale: Locale;
  figures: readonly TreatyFigures[];
  then: Then;
  changes: readonly ChangeLine[];
  profiles: number;
  /** Number of materials in the training library. */
  materials: number;
  /** New content of other parts of the site. */
  children?: ReactNode;
}

/** The home page: what this is, the status of the Convention, what you find here, and the latest changes. */
export function HomeView(props: Props) {
  const { t, locale, figures, then } = props;
  return (
    <>
      <div className="front">
        <div className="wrap">
          <div className="stack">
            <h1>{t("home.heading")}</h1>
            <p className="dim">{t("home.lead")}</p>
            <FindForm t={t} locale={locale} />
          </div>
          <TreatyFiguresBox t={t} locale={locale} figures={figures} then={then} />
        </div>
      </div>
      <div className="wrap body stack g7">
        <div data-waiting={localePath(locale, PLACES.waiting)} hidden />
        <Arms {...props} />
        <div className="cols side">
          <div className="stack g7">
            {props.children}
            <Changes {...props} />
          </div>
          <JoinBox t={t} locale={locale} />
        </div>
      </div>
    </>
  );
}

function FindForm({ t, locale }: Pick<Props, "t" | "locale">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: old browsers do not know the search element
    <form
      className="find"
      role="search"
      aria-label={t("home.find.landmark")}
      action={localePath(locale, PLACES.countries)}
    >
      <label className="vh" htmlFor="find">
        {t("home.find.label")}
      </label>
      <input id="find" name="q" type="search" maxLength={200} placeholder={t("home.find.label")} />
      <button type="submit" aria-label={t("home.find.button")}>
        <Icon name="search" />
      </button>
    </form>
  );
}

const ARMS = [
  { key: "countries", href: PLACES.countries, icon: "globe" },
  { key: "training", href: PLACES.training, icon: "download" },
  { key: "blog", href: PLACES.blog, icon: "quote" },
  { key: "changes", href: PLACES.changes, icon: "clock" },
  { key: "members", href: PLACES.members, icon: "person" },
  { key: "editing", href: PLACES.editing, icon: "book" },
] as const satisfies readonly { key: string; href: string; icon: IconName }[];

/** Lists the existing parts of the site; add a new one when it exists. */
function Arms({ t, locale, profiles, materials }: Props) {
  return (
    <section aria-labelledby="arms">
      <SectionHead id="arms">{t("home.arms.title")}</SectionHead>
      <ul className="arms">
        {ARMS.map(({ key, href, icon }) => (
          <li key={key}>
            <a href={localePath(locale, href)}>
              <Icon name={icon} />
              <b>{t(`home.arms.${key}.title`)}</b>
              <p>{t(`home.arms.${key}.text`, { count: key === "training" ? materials : profiles })}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ t, locale, changes }: Props) {
  return (
    <section aria-labelledby="changes">
      <SectionHead
        id="changes"
        aside={<a href={localePath(locale, PLACES.changes)}>{t("home.changes.more")}</a>}
      >
        {t("home.changes.title")}
      </SectionHead>
      {changes.length > 0 ? (
        <>
          <ChangesTable t={t} locale={locale} changes={changes} caption={t("home.changes.title")} isShort />
          <DesignationNotes t={t} locale={locale} entries={changes} />
        </>
      ) : (
        <Empty>{t("home.changes.nothing")}</Empty>
      )}
    </section>
  );
}

function JoinBox({ t, locale }: Pick<Props, "t" | "locale">) {
  return (
    <Box id="join" title={t("home.join.title")} isKey>
      <div className="in-b stack g3 small">
        <p>{t("home.join.text")}</p>
        <ButtonLink href={localePath(locale, PLACES.join)} kind="pri">
          {t("home.join.button")}
        </ButtonLink>
        <p>
          <a href={localePath(locale, PLACES.charter)}>{t("home.join.read")}</a>
        </p>
        <p>
          {t.rich("home.join.member", {
            a: (words) => <a href={localePath(locale, PLACES.waiting)}>{words}</a>,
          })}
        </p>
      </div>
    </Box>
  );
}
