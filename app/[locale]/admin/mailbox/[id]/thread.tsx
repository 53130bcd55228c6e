import { MemberLink } from "@/components/member-link";
import { Time } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Section } from "@/components/ui/heading";
import { Tag } from "@/components/ui/tag";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { message, type Translator } from "@/lib/i18n/translator";
import type { EntryLine, QuestionThread } from "@/lib/mailbox";
import type { MailState } from "@/lib/mailbox/model";
import { ADMIN_PLACES } from "../../admin-frame";
import { MARK, questionHref } from "../questions-table";

export interface ThreadProps {
  t: Translator;
  locale: Locale;
  thread: QuestionThread;
}

/** Names the language in which an answer is mailed, in the language of the page. */
export const languageOf = (thread: QuestionThread, locale: Locale): string =>
  languageName(offeredOr(thread.locale), locale);

/** The question as it was typed: plain text, in which links cannot be clicked. */
export function Question({ t, locale, thread }: ThreadProps) {
  const { state, topic, createdAt, text } = thread;
  return (
    <article className="stack g3 narrow">
      <p className="meta">
        <Tag kind={MARK[state]}>{t(`mailbox.states.${state}`)}</Tag>
        <span>{message(t, `contact.topics.${topic}`)}</span>
        <Time at={createdAt} locale={locale} />
      </p>
      <p className="as-typed details" dir="auto">
        {text}
      </p>
    </article>
  );
}

/** Who asked, from where, about which page. */
export function About({ t, locale, thread }: ThreadProps) {
  const { name, email, handle, isTyped, page } = thread;
  const facts: Pair[] = [
    { term: t("mailbox.one.name"), value: <bdi className="details">{name}</bdi> },
    { term: t("mailbox.one.email"), value: <bdi className="details">{email}</bdi> },
    { term: t("mailbox.one.language"), value: languageOf(thread, locale) },
  ];
  if (page !== null)
    facts.push({
      term: t("mailbox.one.page"),
      value: (
        <a href={page} className="details" dir="ltr">
          {page}
        </a>
      ),
    });
  if (handle !== null && name !== null)
    facts.push({
      term: t("mailbox.one.member"),
      value: <MemberLink t={t} locale={locale} member={{ handle, displayName: handle }} />,
    });
  return (
    <Section id="about" className="stack narrow" title={t("mailbox.one.about")}>
      <FactList facts={facts} />
      {isTyped ? <p className="small dim">{t("mailbox.one.typed")}</p> : null}
    </Section>
  );
}

/** Answers, notes and what the asker wrote back, oldest first. */
export function History({ t, locale, thread }: ThreadProps) {
  const { entries } = thread;
  if (entries.length === 0) return null;
  return (
    <Section id="history" title={t("mailbox.one.history")}>
      <ol className="list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry t={t} locale={locale} entry={entry} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Entry({ t, locale, entry }: { t: Translator; locale: Locale; entry: EntryLine }) {
  const { kind, text, createdAt, author, mail } = entry;
  return (
    <article className="stack g2 narrow" id={`entry-${entry.id}`}>
      <p className="meta">
        <strong>
          {t.rich(`mailbox.one.kinds.${kind}`, {
            name: () => <bdi>{author ?? t("common.formerMember")}</bdi>,
          })}
        </strong>
        <Time at={createdAt} locale={locale} />
        {mail ? <MailTag t={t} locale={locale} mail={mail} sentAt={entry.sentAt} /> : null}
      </p>
      <p className="as-typed details" dir="auto">
        {text}
      </p>
    </article>
  );
}

function MailTag(props: { t: Translator; locale: Locale; mail: MailState; sentAt: Date | null }) {
  const { t, locale, mail, sentAt } = props;
  const jobs = localePath(locale, ADMIN_PLACES.jobs);
  return (
    <span>
      <Tag kind={mail === "sent" ? "ok" : mail === "failed" ? "bad" : "warn"}>
        {t.rich(`mailbox.one.mail.${mail}`, { link: (words) => <a href={jobs}>{words}</a> })}
      </Tag>{" "}
      {sentAt ? <Time at={sentAt} locale={locale} /> : null}
    </span>
  );
}

/** Further questions of the same address or member. */
export function Others({ t, locale, thread }: ThreadProps) {
  const { others } = thread;
  if (others.length === 0) return null;
  return (
    <Section id="others" title={t("mailbox.one.others")}>
      <ul>
        {others.map(({ id, subject, state, createdAt }) => (
          <li key={id}>
            <a href={questionHref(locale, id)} className="details">
              <bdi>{subject}</bdi>
            </a>{" "}
            <Tag kind={MARK[state]}>{t(`mailbox.states.${state}`)}</Tag>{" "}
            <Time at={createdAt} locale={locale} isDayOnly />
          </li>
        ))}
      </ul>
    </Section>
  );
}
