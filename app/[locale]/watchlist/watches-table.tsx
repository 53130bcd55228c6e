import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { CardTable } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { happenedText } from "@/lib/notices/model";
import type { listWatches, WatchLine } from "@/lib/watching";
import type { WatchlistQuery } from "@/lib/watching/forms/model";
import {
  appearedText,
  changesPath,
  isPagePlace,
  isSubjectPlace,
  isWidePlace,
  newsPath,
  placeText,
  subjectPath,
  thingName,
  thingPath,
  watchPath,
} from "@/lib/watching/model";

interface Props {
  t: Translator;
  locale: Locale;
  list: Awaited<ReturnType<typeof listWatches>>;
  /** When the page was drawn, in milliseconds: later changes do not count as seen. */
  drawnAt: number;
  query: WatchlistQuery;
}

/** The watched things, most recently changed first. */
export function WatchesTable(props: Props) {
  const { t, list } = props;
  return (
    <CardTable caption={t("watching.list.caption", { total: list.total, unseen: list.unseen })}>
      <thead>
        <tr>
          <th scope="col">{t("watching.list.thing")}</th>
          <th scope="col">{t("watching.list.changes")}</th>
          <th scope="col">{t("watching.list.level")}</th>
          <th scope="col">
            <span className="vh">{t("watching.list.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.rows.map((line) => (
          <Row key={placeText(line.thing.place)} {...props} line={line} />
        ))}
      </tbody>
    </CardTable>
  );
}

type One = Props & { line: WatchLine };

function Row(props: One) {
  const { t, locale, line, drawnAt, query } = props;
  const { place } = line.thing;
  const name = thingName(line.thing, t, locale);
  const ofThis = <span className="vh"> ({name})</span>;
  return (
    <tr>
      <th scope="row">
        <a href={localePath(locale, thingPath(place))}>{name}</a>
      </th>
      <td data-l={t("watching.list.changes")}>
        <Changes {...props} />
      </td>
      <td data-l={t("watching.list.level")}>
        {t(`watching.level.${line.level}`)}
        {line.reason !== "chosen" ? (
          <>
            <br />
            <span className="tiny dim">{t(`watching.list.${line.reason}`)}</span>
          </>
        ) : null}
      </td>
      <td data-l={t("watching.list.actions")}>
        <div className="row">
          {line.count > 0 ? (
            <PostForm
              t={t}
              name="seen"
              action={localePath(locale, PLACES.watchlist)}
              className="row"
              hidden={{
                of: placeText(place),
                number: String(line.newest),
                at: String(drawnAt),
                show: query.show ?? "",
                kind: query.kind ?? "",
              }}
            >
              <Button size="sm">
                {t("watching.list.seen")}
                {ofThis}
              </Button>
            </PostForm>
          ) : null}
          <a href={localePath(locale, watchPath(place))}>
            {t("watching.list.change")}
            {ofThis}
          </a>
        </div>
      </td>
    </tr>
  );
}

/** The changes since the last visit, or that they are not counted. */
function Changes({ t, locale, line }: One) {
  const isCounted = line.level === "watching" || line.level === "tracking";
  if (!isCounted) return <span className="dim">{t("watching.list.notCounted")}</span>;
  const seen = <Time at={line.seenAt} locale={locale} />;
  if (line.count === 0 || line.lastAt === null) {
    return (
      <>
        {t("watching.list.count", { count: 0 })}
        <br />
        <span className="tiny dim">{t.rich("watching.list.since", { when: () => seen })}</span>
      </>
    );
  }
  const newest = <Time at={line.lastAt} locale={locale} />;
  return (
    <>
      <b>{newsText(line, t, locale)}</b>{" "}
      <span className="tiny dim">{t.rich("watching.list.newest", { when: () => newest })}</span>
      <br />
      <a href={localePath(locale, newsPathOf(line))}>{t(newsLabel(line))}</a>
    </>
  );
}

function newsText({ thing, happened, appeared, count }: WatchLine, t: Translator, locale: Locale): string {
  if (isPagePlace(thing.place)) return happenedText(happened, t, locale);
  if (isSubjectPlace(thing.place)) return appearedText(appeared, t, locale);
  return t("watching.list.count", { count });
}

const hasChange = ({ happened }: WatchLine) => happened.some(({ kind }) => kind === "change");

/** Returns where to read what is new: the comparison, or the page if its text has not changed. */
function newsPathOf(line: WatchLine): string {
  const { place } = line.thing;
  if (isPagePlace(place) && !hasChange(line)) return newsPath(place);
  if (isSubjectPlace(place)) return line.appearedAt ?? subjectPath(place, line.appeared[0]?.sort ?? "post");
  return changesPath({ place }, line.seenNumber, line.newest, line.seenAt);
}

function newsLabel(line: WatchLine) {
  const { place } = line.thing;
  if (isWidePlace(place)) return "watching.list.regionDiff";
  if (isSubjectPlace(place))
    return line.appearedAt?.includes("/diff?") ? "watching.list.diff" : "watching.list.subjectOpen";
  return isPagePlace(place) && !hasChange(line) ? "watching.list.pageOpen" : "watching.list.diff";
}
