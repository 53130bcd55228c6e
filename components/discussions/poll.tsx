import type { ReactNode } from "react";
import { inLanguage } from "@/components/in-language";
import { type FormFields, PostForm } from "@/components/post-form";
import { stamp, Time } from "@/components/time";
import { Bars } from "@/components/ui/bars";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { Poll } from "@/lib/discussions/polls/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { timerValues } from "./topic-state";

const MINUTE = 60_000;

export interface PollProps {
  t: Translator;
  locale: Locale;
  poll: Poll;
  /** The language of the topic. */
  language: string;
  /** Whether members can vote now. */
  isOpen: boolean;
  /** Whether this reader may vote; on a document, the form asks for an account. */
  mayVote: boolean;
  /** Whether the topic takes no votes. */
  isTopicClosed: boolean;
  /** Where votes are sent. */
  action: string;
  /** The form of votes, if this page was sent it. */
  fields?: FormFields | undefined;
  /** How scripts name the page ("discussion/12"), on a document; null on a screen, which knows the reader's vote. */
  on: string | null;
  /** Below the poll. */
  children?: ReactNode;
}

/** A poll: its question, the form for a vote while it is open, and its results as soon as they can be read. */
export function PollView(props: PollProps) {
  const { t, locale, poll, language, isOpen, mayVote, isTopicClosed, on, children } = props;
  const id = `poll-${poll.id.slice(-12)}`;
  return (
    <section className="box" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="name" {...inLanguage({ language }, locale)}>
        {poll.question}
      </h2>
      <div className="in-b stack g3">
        <PollState {...props} />
        {isOpen && mayVote && !isTopicClosed ? <VoteForm {...props} id={id} /> : null}
        {poll.closedAt === null && isTopicClosed ? <p>{t("discussions.poll.topicClosed")}</p> : null}
        {poll.voters === null ? null : <Results {...props} />}
        {on === null ? <OwnVote {...props} /> : null}
        {children}
      </div>
    </section>
  );
}

/** Until when it is open, in the zone in which the day was chosen; a script shows it in the reader's zone. */
function PollState({ t, locale, poll, isOpen }: PollProps) {
  const { closesAt, closedAt, zone, results } = poll;
  if (closedAt)
    return (
      <p className="small dim">
        {t.rich("discussions.poll.closed", { when: () => <Time at={closedAt} locale={locale} /> })}
      </p>
    );
  if (!isOpen) return <p className="small dim">{t("discussions.poll.over")}</p>;
  const last =
    closesAt && timerValues({ at: new Date(closesAt.getTime() - MINUTE), zone: zone ?? "UTC" }, locale);
  const typed = last && `${last.when} (${last.zone})`;
  return (
    <p className="small dim">
      {closesAt
        ? t.rich("discussions.poll.until", {
            when: () => (
              <time dateTime={stamp(closesAt)} data-typed={typed}>
                {typed}
              </time>
            ),
          })
        : t("discussions.poll.untilClosed")}{" "}
      {results === "when-closed" ? t("discussions.poll.resultsLater") : null}
    </p>
  );
}

function VoteForm({ t, locale, poll, language, action, fields, on, id }: PollProps & { id: string }) {
  const chosen = fields?.values("choice", poll.own.map(String)) ?? poll.own.map(String);
  const errors = fields?.errors("choice");
  return (
    <PostForm
      t={t}
      name="vote"
      action={action}
      {...(fields ? { fields } : {})}
      labels={{ choice: t("discussions.poll.choice") }}
      ids={{ choice: `${id}-1` }}
      hidden={{ poll: poll.id }}
      className="stack g3"
    >
      <fieldset className="f" data-poll={poll.id} data-on={on ?? undefined}>
        <legend>
          {poll.most === 1 ? t("discussions.poll.one") : t("discussions.poll.several", { most: poll.most })}
        </legend>
        <FieldError id={`${id}-1`} errors={errors} />
        {poll.options.map(({ position, text }) => (
          <label className="pick" key={position}>
            <input
              type={poll.most === 1 ? "radio" : "checkbox"}
              id={`${id}-${position}`}
              name="choice"
              value={position}
              defaultChecked={chosen.includes(String(position))}
            />
            <span {...inLanguage({ language }, locale)}>{text}</span>
          </label>
        ))}
      </fieldset>
      {on === null ? null : (
        <p className="small" role="status" hidden data-voted="">
          {t("discussions.poll.voted")}
        </p>
      )}
      <p className="small dim">{t("discussions.poll.secret")}</p>
      <p className="row">
        <Button>{t("discussions.poll.vote")}</Button>
        {on?.startsWith("discussion/") ? (
          <span className="small dim">{t("discussions.poll.membersOnly")}</span>
        ) : null}
      </p>
    </PostForm>
  );
}

function Results({ t, locale, poll, language }: PollProps) {
  const voters = poll.voters ?? 0;
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      <p className="small">{t("discussions.poll.voters", { count: voters })}</p>
      {voters === 0 ? null : (
        <Bars
          bars={poll.options.map(({ position, text, votes }) => ({
            label: (
              <span key={position} {...inLanguage({ language }, locale)}>
                {text}
              </span>
            ),
            value: votes ?? 0,
            text: t("discussions.poll.share", {
              votes: votes ?? 0,
              share: share.format((votes ?? 0) / voters),
            }),
          }))}
        />
      )}
    </>
  );
}

/** What the reader of a screen chose. */
function OwnVote({ t, locale, poll }: PollProps) {
  if (poll.own.length === 0) return null;
  const chosen = poll.options.filter(({ position }) => poll.own.includes(position));
  const options = chosen.map(({ text }) => text);
  return (
    <p className="small">{t("discussions.poll.youChose", { options: formatter(locale).list(options) })}</p>
  );
}
