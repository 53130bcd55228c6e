import type { ReactNode } from "react";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import type { WaitingComment } from "@/lib/comments/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { contentText } from "@/lib/text/plain";

interface Props {
  t: Translator;
  locale: Locale;
  /** Also the id that links from queues lead to. */
  id: "comments";
  title: string;
  /** What it says if nothing waits. */
  none: ReactNode;
  comments: readonly WaitingComment[];
  /** Says which filter holds a comment. */
  heldBy: (id: string) => ReactNode;
}

/** Comments that wait for a moderator, each with a link to decide on it. */
export function WaitingComments({ t, locale, id, title, none, comments, heldBy }: Props) {
  return (
    <Section id={id} title={title}>
      {comments.length === 0 ? (
        <Empty>{none}</Empty>
      ) : (
        <ul className="list">
          {comments.map((one) => (
            <li key={one.id}>
              <p className="clip" dir="auto">
                {contentText(one.content).slice(0, 300)}
              </p>
              <p className="meta">
                <bdi>{one.author.displayName}</bdi>
                <Time at={one.createdAt} locale={locale} />
                {heldBy(one.id)}
                <a href={localePath(locale, `${one.path}/comments/${one.id}`)}>
                  {t.rich("comments.waiting.decide", { title: () => <bdi>{one.title}</bdi> })}
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
