import { Pager } from "@/components/pager";
import {
  AuthorCell,
  ChangeCells,
  HistoryHead,
  PickCells,
  RevisionCell,
} from "@/components/revisions/history-cells";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import type { TextPlace } from "./text-place";

interface Props {
  t: Translator;
  locale: Locale;
  place: TextPlace;
  words: { title: string; sub: string; nothing: string };
  history: Page<RevisionLine> & { total: number };
}

/** Every revision of a text since it appeared; any two can be compared. */
export function TextHistoryView(props: Props) {
  const { t, place, words, history } = props;
  const path = place.href("/history");
  const { rows } = history;
  return (
    <>
      <PageHead
        title={words.title}
        sub={words.sub}
        actions={<ButtonLink href={place.href()}>{place.back}</ButtonLink>}
      />
      <form action={place.href("/diff")} className="wrap body flush stack">
        {rows.length > 1 ? (
          <div className="row end">
            <input type="hidden" name="chosen" value="1" />
            <Button kind="pri">{t("past.history.compare")}</Button>
          </div>
        ) : (
          <p className="dim">{words.nothing}</p>
        )}
        {rows.length > 0 ? (
          <CardTable className="hist" caption={t("past.history.caption")}>
            <HistoryHead t={t} hasSections={false} />
            <tbody>
              {rows.map((line, index) => (
                <Row key={line.number} {...props} line={line} index={index} count={rows.length} />
              ))}
            </tbody>
          </CardTable>
        ) : null}
        <Pager
          t={t}
          label={t("past.history.pages")}
          previous={history.previous ? withQuery(path, { after: history.previous }) : null}
          next={history.next ? withQuery(path, { before: history.next }) : null}
        />
      </form>
    </>
  );
}

function Row({
  t,
  locale,
  place,
  line,
  index,
  count,
}: Props & { line: RevisionLine; index: number; count: number }) {
  const { number } = line;
  return (
    <tr>
      <PickCells t={t} number={number} index={index} count={count} />
      <RevisionCell
        t={t}
        locale={locale}
        number={number}
        createdAt={line.createdAt}
        href={place.href(`/revisions/${number}`)}
      />
      <AuthorCell t={t} locale={locale} line={line} />
      <ChangeCells t={t} locale={locale} line={line} />
      <td data-l={t("past.history.actions")}>
        <a
          href={withQuery(place.href("/diff"), { to: number })}
          aria-label={t("past.history.changeOf", { number })}
        >
          {t("past.history.change")}
        </a>
      </td>
    </tr>
  );
}
