import { Said } from "@/components/content/said";
import type { EditorData } from "@/components/editor/model";
import { MemberLink } from "@/components/member-link";
import { PostForm } from "@/components/post-form";
import { editHref } from "@/components/profiles/section-languages";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { Actor } from "@/lib/core/actor";
import { listCarried, withWordsOf } from "@/lib/discussions";
import { replyPath } from "@/lib/discussions/model";
import type { CarriedReply } from "@/lib/discussions/proposals/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionForEdit } from "@/lib/profiles";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { Content } from "@/lib/text/nodes";

/** The replies that a member brings into a section: saving the form that shows them credits all of them. */
export interface Carried {
  replies: readonly CarriedReply[];
  /** The one with whose words the form begins; "missing" if the link names one that is not there any more. */
  brought: CarriedReply | "missing" | null;
  /** The summary with which the form begins. */
  summary: string;
}

/** Finds the replies that a member brings into a section; `reply`: the one that the link names. */
export async function findCarried(
  t: Translator,
  actor: Actor,
  found: SectionForEdit,
  reply: string | undefined,
): Promise<Carried> {
  // A translation follows its source, and gets no words of its own; an edit that is accepted as amended is another member's.
  const isAmended = found.waiting !== null && !found.waiting.isOwn;
  const replies =
    found.source || isAmended
      ? []
      : await listCarried(actor, { country: found.slug, section: found.section });
  const brought = reply === undefined ? null : (replies.find(({ id }) => id === reply) ?? "missing");
  return {
    replies,
    brought,
    summary: brought === null || brought === "missing" ? "" : summaryOf(t, brought),
  };
}

/**
 * Names the reply by its numbers alone: a summary stays in the history for good, also after the reply or its topic is hidden
 * or its author erased. The credit beside it names the author while readers may know them.
 */
const summaryOf = (t: Translator, { number, topic }: Pick<CarriedReply, "number" | "topic">): string =>
  t("discussions.propose.summary", { number: String(number), topic: String(topic.number) });

/** Returns what the form begins with: a text gets the words of the reply at its end, records are left as they are. */
export function withCarried(found: SectionForEdit, { brought }: Carried): SectionForEdit {
  if (brought === null || brought === "missing" || found.family !== "prose") return found;
  return { ...found, content: withWordsOf(brought.content, found.content as Content) };
}

/** Returns the replies for the editor, and the summary, with which it continues as from a form that the member sent. */
export const carriedData = ({ replies, summary }: Carried): Pick<EditorData, "sent" | "fromReplies"> => ({
  fromReplies: replies.map(({ id }) => id),
  ...(summary === "" ? {} : { sent: { open: [], newSources: [], summary, isCopy: true } }),
});

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** The records of the section; null for prose. */
  records: object | null;
  carried: Carried;
}

/** Says from which replies the edit is, whom it will credit, and how to leave a reply out. */
export function CarriedNotes(props: Props) {
  const { t, carried } = props;
  const { replies, brought } = carried;
  if (replies.length === 0 && brought !== "missing") return null;
  return (
    <div className="wrap stack">
      {brought === "missing" ? <Note kind="warn">{t("discussions.propose.missing")}</Note> : null}
      {replies.map((reply) => (
        <CarriedNote key={reply.id} {...props} reply={reply} />
      ))}
    </div>
  );
}

function CarriedNote({ t, locale, head, section, records, carried, reply }: Props & { reply: CarriedReply }) {
  const isBrought = carried.brought === reply;
  return (
    <Note icon="speech">
      <p>
        {t.rich("discussions.propose.carried", {
          name: () => <MemberLink key="name" t={t} locale={locale} member={reply.author} />,
          reply: (words) => (
            <a key="reply" href={localePath(locale, replyPath(reply.topic, reply.number))}>
              {words}
            </a>
          ),
          number: reply.number,
          title: () => <bdi key="title">{reply.topic.title}</bdi>,
        })}
      </p>
      <details open={isBrought && records !== null}>
        <summary>{t("discussions.propose.words", { number: reply.number })}</summary>
        <Said t={t} locale={locale} content={reply.content} prefix={reply.id} />
      </details>
      <div className="row">
        {isBrought || records ? null : (
          <a href={withQuery(editHref(locale, head.slug, section), { reply: reply.id })}>
            {t("discussions.propose.insert")}
          </a>
        )}
        <PostForm
          t={t}
          name="leave"
          action={editHref(locale, head.slug, section)}
          hidden={{ reply: reply.id }}
          className=""
        >
          <Button size="sm">{t("discussions.propose.leave")}</Button>
        </PostForm>
      </div>
    </Note>
  );
}
