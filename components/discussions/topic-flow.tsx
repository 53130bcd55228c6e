import { Time } from "@/components/time";
import { replyPath } from "@/lib/discussions/model";
import type { MovedReply, NamedTopic, NoteLine } from "@/lib/discussions/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { inLanguage } from "../in-language";
import { Icon, type IconName } from "../ui/icon";
import { topicHref } from "./addresses";
import { timeText } from "./topic-state";

interface Common {
  t: Translator;
  locale: Locale;
}

/** A link to a topic by its title. */
export function TopicLink({ locale, topic }: { locale: Locale; topic: NamedTopic }) {
  return (
    <a href={topicHref(locale, topic)} {...inLanguage(topic, locale)}>
      {topic.title}
    </a>
  );
}

/** Where a reply is that was moved: the other topic and its number there. */
export function MovedTo({ t, locale, to }: Common & { to: MovedReply["to"] }) {
  if (!to) return t("discussions.flow.moved");
  return t.rich("discussions.flow.movedTo", {
    number: to.reply,
    topic: () => <TopicLink locale={locale} topic={to} />,
    reply: (words) => <a href={localePath(locale, replyPath(to, to.reply))}>{words}</a>,
  });
}

/** The number of a reply that was moved, with where it is now. */
export function MovedLine({ t, locale, moved }: Common & { moved: MovedReply }) {
  const { number, to } = moved;
  return (
    <li className="reply gone" id={`r${number}`}>
      <p className="dim small">
        <span className="num">{t("discussions.topic.hash", { number })}</span>{" "}
        <MovedTo t={t} locale={locale} to={to} />
      </p>
    </li>
  );
}

const ICONS: Partial<Record<NoteLine["kind"], IconName>> = {
  closed: "lock",
  archived: "lock",
  pinned: "up",
  slowed: "clock",
  published: "clock",
};

/** What was done to a topic: a line without a number, in the flow of replies. */
export function TopicNoteItem({ t, locale, note }: Common & { note: NoteLine }) {
  return (
    <li className="reply gone">
      <p className="dim small row tight">
        <Icon name={ICONS[note.kind] ?? "info"} />
        <span>
          <NoteWords t={t} locale={locale} note={note} /> <Time at={note.createdAt} locale={locale} />
        </span>
      </p>
    </li>
  );
}

function NoteWords({ t, locale, note }: Common & { note: NoteLine }) {
  const { kind, role, other, titles, category } = note;
  const amount = note.amount ?? 0;
  switch (kind) {
    case "split":
    case "joined":
    case "merged":
      return t.rich(`discussions.flow.note.${kind}`, {
        count: amount,
        topic: () => (other ? <TopicLink locale={locale} topic={other} /> : t("discussions.flow.another")),
      });
    case "renamed":
      return titles
        ? t("discussions.flow.note.renamed", { role, from: titles.from, to: titles.to })
        : t("discussions.flow.note.renamedOnly", { role });
    case "moved": {
      const name = (category?.[locale] ?? category?.en)?.name;
      return name
        ? t("discussions.flow.note.moved", { category: name })
        : t("discussions.flow.note.movedAway");
    }
    case "slowed":
      return t("discussions.flow.note.slowed", { time: timeText(t, amount) });
    case "closed":
    case "reopened":
    case "published":
      return t(`discussions.flow.note.${kind}`, { role });
    default:
      return t(`discussions.flow.note.${kind}`);
  }
}
