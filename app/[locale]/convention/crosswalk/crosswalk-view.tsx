import { ArticleName } from "@/components/legal/article-name";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Counterpart, Instrument } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { Articles } from "../article-view";

const COLUMNS = ["189", "224", "un", "malabo", "eu"] as const satisfies readonly Instrument[];

export interface CrosswalkRow {
  id: string;
  counterparts: readonly Counterpart[];
}

interface Props {
  t: Translator;
  locale: Locale;
  caption: string;
  rows: readonly CrosswalkRow[];
  /** The instrument whose articles are the rows has no column. */
  of: Instrument;
}

/** Shows the articles of one instrument in rows, with those of the others on the same subject beside them. */
export function CrosswalkTable({ t, locale, caption, rows, of }: Props) {
  const columns = COLUMNS.filter((instrument) => instrument !== of);
  return (
    <CardTable className="legal" caption={caption}>
      <TableHead columns={[of, ...columns].map((instrument) => t(`law.instrument.${instrument}.name`))} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <ArticleName t={t} locale={locale} id={row.id} />
            </th>
            {columns.map((instrument) => {
              const own = row.counterparts.filter(({ id }) => id.startsWith(`${instrument}-`));
              return (
                <td key={instrument} data-l={t(`law.instrument.${instrument}.name`)}>
                  {own.length === 0 ? (
                    <span className="dim">–</span>
                  ) : (
                    <ul className="plain">
                      {own.map(({ id, relation, isSourced }) => (
                        <li key={id}>
                          <Articles t={t} locale={locale} ids={[id]} isLong />{" "}
                          {relation === "related" ? <Tag>{t("law.relation.related")}</Tag> : null}{" "}
                          {isSourced ? null : (
                            <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>
                          )}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}
