import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type NoticeLine, noticeWords, personalWhy } from "@/lib/watching";
import { levelsOf, placeText, thingName, watchPath } from "@/lib/watching/model";

interface Props {
  t: Translator;
  locale: Locale;
  notice: NoticeLine;
  show: "unseen" | undefined;
}

/** A notification: what happened, why the reader gets it, and the actions. */
export function NoticeItem(props: Props) {
  const { t, locale, notice, show } = props;
  const { title, path, said, quotes, reason, answerAt } = noticeWords(notice.content, t, locale);
  const href = localePath(locale, path);
  const see = notice.content.what === "changes" ? "watching.notice.see" : "watching.notice.open";
  return (
    <article className="stack g2">
      <h2 className="row">
        <a href={href}>{title}</a>
        {notice.isSeen ? null : <Tag kind="mild">{t("watching.notice.new")}</Tag>}
      </h2>
      <p className="meta">
        <span>{said}</span>
        <Time at={notice.lastAt} locale={locale} />
      </p>
      {quotes.map((words) => (
        <p key={words} className="as-typed">
          <bdi>{words}</bdi>
        </p>
      ))}
      {reason ? <p>{t.rich("watching.notice.reason", { reason: () => <bdi>{reason}</bdi> })}</p> : null}
      {answerAt ? <p>{t("watching.told.answerAt", { email: answerAt })}</p> : null}
      <div className="row">
        <a href={href}>
          {t(see)}
          <span className="vh"> ({title})</span>
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
              <span className="vh"> ({title})</span>
            </Button>
          </PostForm>
        )}
      </div>
      <Why {...props} />
    </article>
  );
}

/** Why the reader gets the notification, and the choice of how closely to watch its subject from now on. */
function Why({ t, locale, notice, show }: Props) {
  const { why } = notice;
  if (!why)
    return (
      <div className="row">
        <p className="small dim">{t(`watching.notice.whyIn.${personalWhy(notice.category)}`)}</p>
        <MuteAbout t={t} locale={locale} notice={notice} show={show} />
      </div>
    );
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
          {levelsOf(place).map((one) => (
            <Button key={one} kind="quiet" size="sm" name="level" value={one} aria-pressed={one === level}>
              {t(`watching.level.${one}`)}
            </Button>
          ))}
        </span>
      </PostForm>
      <MuteAbout t={t} locale={locale} notice={notice} show={show} />
    </div>
  );
}

/** The button that mutes the page of a notification whose reason is something else. */
function MuteAbout({ t, locale, notice: { about }, show }: Props) {
  if (!about || about.level === "muted") return null;
  const { thing } = about;
  return (
    <PostForm
      t={t}
      name="level"
      action={localePath(locale, PLACES.notifications)}
      className="row"
      hidden={{ of: placeText(thing.place), show: show ?? "" }}
    >
      <Button kind="quiet" size="sm" name="level" value="muted">
        {t("watching.notice.mute", { thing: thingName(thing, t, locale) })}
      </Button>
    </PostForm>
  );
}
