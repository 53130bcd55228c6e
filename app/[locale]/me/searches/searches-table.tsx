import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { CardTable, TableHead } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { SEARCH_LEVELS, savedPath } from "@/lib/notices/searches/model";
import type { SavedSearchLine } from "@/lib/watching";
import { ME_PLACES } from "../me-frame";

interface Props {
  t: Translator;
  locale: Locale;
  searches: readonly SavedSearchLine[];
  /** When the page was drawn, in milliseconds: later results do not count as seen. */
  drawnAt: number;
}

/** The saved searches, each with a link to its newest results, its notification setting, and a button to delete it. */
export function SearchesTable(props: Props) {
  const { t, searches } = props;
  return (
    <CardTable caption={t("me.searches.title")}>
      <TableHead
        columns={[
          t("me.searches.name"),
          t("watching.list.changes"),
          t("watching.list.level"),
          { label: t("watching.list.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {searches.map((one) => (
          <Row key={one.id} {...props} one={one} />
        ))}
      </tbody>
    </CardTable>
  );
}

function Row({ t, locale, one, drawnAt }: Props & { one: SavedSearchLine }) {
  const action = localePath(locale, ME_PLACES.searches);
  const hidden = { searchId: one.id };
  const ofThis = <span className="vh"> ({one.name})</span>;
  return (
    <tr>
      <th scope="row">
        <a href={localePath(locale, savedPath(one.query))}>
          <bdi>{one.name}</bdi>
        </a>
      </th>
      <td data-l={t("watching.list.changes")}>
        <Found t={t} locale={locale} one={one} />
      </td>
      <td data-l={t("watching.list.level")}>
        <b>{t(`watching.level.${one.level}`)}</b>
        <PostForm t={t} name="level" action={action} className="row" hidden={hidden}>
          {SEARCH_LEVELS.filter((level) => level !== one.level).map((level) => (
            <Button key={level} size="sm" name="level" value={level}>
              {t(`watching.level.${level}`)}
              {ofThis}
            </Button>
          ))}
        </PostForm>
      </td>
      <td data-l={t("watching.list.actions")}>
        <div className="row">
          {one.count > 0 ? (
            <PostForm
              t={t}
              name="seen"
              action={action}
              className="row"
              hidden={{ ...hidden, at: String(drawnAt) }}
            >
              <Button size="sm">
                {t("watching.list.seen")}
                {ofThis}
              </Button>
            </PostForm>
          ) : null}
          <PostForm t={t} name="forget" action={action} className="row" hidden={hidden}>
            <Button size="sm" kind="bad">
              {t("me.searches.forget")}
              {ofThis}
            </Button>
          </PostForm>
        </div>
      </td>
    </tr>
  );
}

/** The number of new results since the last visit. */
function Found({ t, locale, one }: Pick<Props, "t" | "locale"> & { one: SavedSearchLine }) {
  if (one.level === "normal") return <span className="dim">{t("watching.list.notCounted")}</span>;
  return (
    <>
      {t("watching.found.said", { count: one.count })}
      <br />
      <span className="tiny dim">
        {t.rich("watching.list.since", {
          when: () => <Time key="at" at={one.seenAt} locale={locale} />,
        })}
      </span>
    </>
  );
}
