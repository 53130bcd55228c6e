import { MemberLink } from "@/components/member-link";
import { replyPath } from "@/lib/discussions/model";
import type { CreditedReply } from "@/lib/discussions/proposals/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Names the replies whose words a revision has; null stands for one that readers do not see any more. */
export function Credits(props: {
  t: Translator;
  locale: Locale;
  credits: readonly (CreditedReply | null)[] | undefined;
}) {
  const { t, locale, credits = [] } = props;
  return credits.map((reply, n) =>
    reply === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: replies that are gone have nothing else to tell them apart
      <span key={n} className="dim">
        {" "}
        {t("discussions.propose.creditGone")}
      </span>
    ) : (
      <span key={reply.id} className="dim">
        {" "}
        {t.rich("discussions.propose.credit", {
          name: () => <MemberLink key="name" t={t} locale={locale} member={reply.author} />,
          reply: (words) => (
            <a key="reply" href={localePath(locale, replyPath(reply.topic, reply.number))}>
              {words}
            </a>
          ),
          number: reply.number,
        })}
      </span>
    ),
  );
}

/** Lists the handles of those whom credits name: what shows them is stale when a name changes. */
export const creditedHandles = (credits: ReadonlyMap<number, readonly (CreditedReply | null)[]>): string[] =>
  [...credits.values()].flatMap((replies) => replies.flatMap((reply) => reply?.author?.handle ?? []));
