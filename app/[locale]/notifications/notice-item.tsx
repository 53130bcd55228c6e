import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { NoticeLine } from "@/lib/watching";
import {
  changesPath,
  changesText,
  decisionPath,
  LEVELS,
  placeText,
  summariesOf,
  thingName,
  watchPath,
} from "@/lib/watching/model";

interface Props {
  t: Translator;
  locale: Locale;
  notice: NoticeLine;
  show: "unseen" | undefined;
}

/** One notice: what happened to which thing, why its reader is told, and what can be done about it. */
export function NoticeItem(props: Props) {
  const { t, locale, notice, show } = props;
  const { thing, decision } = notice;
  const name = thingName(thing, t, locale);
  const path = decision
    ? decisionPath(thing.place, decision)
    : changesPath(thing.place, notice.from, notice.to);
  const href = localePath(locale, path);
  return (
    <article className="stack g2">
      <h2 className="row">
        <a href={href}>{name}</a>
        {notice.isSeen ? null : <Tag kind="mild">{t("watching.notice.new")}</Tag>}
      </h2>
      {decision ? <Decision {...props} decision={decision} /> : <Changes {...props} />}
      <div className="row">
        <a href={href}>
          {t(seeKey(decision))}
          <span className="vh"> ({name})</span>
        </a>
        {notice.isSeen ? null : (
          <PostForm
            t={t}
            name="seen"
            action={localePath(locale, PLACES.notifications)}
            className="row"
            hidden={{ noticeId: notice.id, show: show ?? "" }}
          >
            <Button size="sm" icon="check">
              {t("watching.notice.seen")}
              <span className="vh"> ({name})</span>
            </Button>
          </PostForm>
        )}
      </div>
      <Why {...props} />
    </article>
  );
}

/** What the link to it says. */
function seeKey(decision: NoticeLine["decision"]) {
  if (!decision) return "watching.notice.see";
  return decision.isAccepted ? "watching.notice.revision" : "watching.notice.contributions";
}

function Changes({ t, locale, notice }: Props) {
  const { changes } = notice;
  const authors = changes.map(({ author }) => author);
  return (
    <>
      <p className="meta">
        <span>{changesText(authors, t, locale)}</span>
        <Time at={notice.lastAt} locale={locale} />
      </p>
      {summariesOf(changes).map((summary) => (
        <p key={summary}>
          <bdi>{summary}</bdi>
        </p>
      ))}
    </>
  );
}

/** What became of an own edit. */
function Decision({
  t,
  locale,
  notice,
  decision,
}: Props & { decision: NonNullable<NoticeLine["decision"]> }) {
  const { isAccepted, summary, reason } = decision;
  return (
    <>
      <p className="meta">
        <span>{t(isAccepted ? "watching.notice.accepted" : "watching.notice.rejected")}</span>
        <Time at={notice.lastAt} locale={locale} />
      </p>
      <p>
        <bdi>{summary}</bdi>
      </p>
      {reason ? <p>{t.rich("watching.notice.reason", { reason: () => <bdi>{reason}</bdi> })}</p> : null}
    </>
  );
}

/** Why the reader is told, and in one click how closely to follow it from now on. */
function Why({ t, locale, notice, show }: Props) {
  const { why } = notice;
  if (!why) return <p className="small dim">{t("watching.notice.whyOwn")}</p>;
  const { place } = why.thing;
  const name = thingName(why.thing, t, locale);
  const link = () => <a href={localePath(locale, watchPath(place))}>{name}</a>;
  const { level } = why;
  if (level === null)
    return <p className="small dim">{t.rich("watching.notice.whyGone", { thing: link })}</p>;
  return (
    <div className="row">
      <p className="small dim">
        {t.rich("watching.notice.why", { thing: link, level: () => t(`watching.level.${level}`) })}
      </p>
      <PostForm
        t={t}
        name="level"
        action={localePath(locale, PLACES.notifications)}
        className="row"
        hidden={{ of: placeText(place), show: show ?? "" }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a line of buttons, not a set of fields */}
        <span className="row" role="group" aria-label={t("watching.notice.levels", { thing: name })}>
          {LEVELS.map((one) => (
            <Button key={one} kind="quiet" size="sm" name="level" value={one} aria-pressed={one === level}>
              {t(`watching.level.${one}`)}
            </Button>
          ))}
        </span>
      </PostForm>
    </div>
  );
}
