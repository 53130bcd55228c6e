import { SafeLink } from "@/components/content/inline";
import { dayText } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { languageName } from "@/lib/i18n/language-names";
import { formatter } from "@/lib/i18n/translator";
import { materialHref } from "../addresses";
import type { MaterialViewProps } from "./shown";

export type Part = Pick<MaterialViewProps, "t" | "locale" | "material">;

/** The schedule of a course, session by session. */
export function Sessions({ t, locale, material }: Part) {
  if (material.sessions.length === 0) return null;
  return (
    <section aria-labelledby="sessions">
      <SectionHead id="sessions">{t("training.material.sessions")}</SectionHead>
      <CardTable>
        <TableHead
          columns={[
            t("training.material.session"),
            { label: t("training.material.minutes"), className: "r" },
            t("training.material.sessionObjectives"),
          ]}
        />
        <tbody lang={material.language}>
          {material.sessions.map((session, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
            <tr key={n}>
              <th scope="row" dir="auto">
                {session.title}
              </th>
              <td data-l={t("training.material.minutes")} className="r">
                {session.minutes === null ? null : formatter(locale).number(session.minutes)}
              </td>
              <td data-l={t("training.material.sessionObjectives")} dir="auto">
                {session.objectives}
              </td>
            </tr>
          ))}
        </tbody>
      </CardTable>
    </section>
  );
}

/** Where else the material is available. */
export function Links({ t, locale, material }: Part) {
  if (material.links.length === 0) return null;
  return (
    <section aria-labelledby="links">
      <SectionHead id="links">{t("training.material.links")}</SectionHead>
      <p className="small dim">{t("training.material.linksHint")}</p>
      <ul className="list">
        {material.links.map((link) => (
          <li key={link.url}>
            <SafeLink href={link.url} locale={locale} text={<bdi lang={link.language}>{link.label}</bdi>} />
            <span className="meta">
              <span>{languageName(link.language, locale)}</span>
              <span dir="ltr">{new URL(link.url).hostname}</span>
              <span>
                {link.checkedOn
                  ? t("training.material.checkedOn", { day: dayText(link.checkedOn, locale) })
                  : t("training.material.notChecked")}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The courses that include it. */
export function UsedIn({ t, locale, material }: Part) {
  if (material.usedIn.length === 0) return null;
  return (
    <section aria-labelledby="used">
      <SectionHead id="used">{t("training.material.usedIn")}</SectionHead>
      <ul className="list small">
        {material.usedIn.map((course) => (
          <li key={course.slug}>
            <a href={materialHref(locale, course.slug)} lang={course.language} dir="auto">
              {course.title}
            </a>{" "}
            <span className="dim">{t("training.material.part", { number: course.number })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
