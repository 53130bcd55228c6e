import type { ReactNode } from "react";
import { Said } from "@/components/content/said";
import { MemberLink } from "@/components/member-link";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/tag";
import type { MessageLine, MessagePart } from "@/lib/direct-messages/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Person } from "@/lib/members/model";

interface Shared {
  t: Translator;
  locale: Locale;
}

/** The messages of a part of a conversation, oldest first, with the ways to the parts before and after. */
export function MessageList(
  props: Shared & {
    part: MessagePart;
    /** Builds the address of a part. */
    to: (part: { before?: number; after?: number }) => string;
    /** Draws who sent a message. */
    sender: (message: MessageLine) => { name: ReactNode; isOwn: boolean };
    /** The messages after this number are new to the reader. */
    readNumber?: number;
    /** As typed, so that no address in it becomes a link: a request of somebody unknown. */
    isPlain: boolean;
    /** What the reader can do with a message. */
    actions?: (message: MessageLine) => ReactNode;
  },
) {
  const { t, locale, part, to, sender, readNumber, isPlain, actions } = props;
  const { messages, earlier, later } = part;
  return (
    <div className="stack">
      {earlier === null ? null : (
        <p>
          <ButtonLink size="sm" href={to({ before: earlier })}>
            {t("messages.one.earlier")}
          </ButtonLink>
        </p>
      )}
      <ol className="messages" aria-label={t("messages.one.messages")}>
        {messages.map((message, at) => {
          const { name, isOwn } = sender(message);
          const isNew = readNumber !== undefined && !isOwn && message.number > readNumber;
          return (
            <li
              key={message.id}
              id={at === messages.length - 1 && later === null ? "newest" : `m${message.number}`}
              className={classNames("message", isOwn && "own")}
            >
              <p className="meta">
                <b>{name}</b>
                <Time at={message.createdAt} locale={locale} />
                {message.isRequest ? <Tag>{t("messages.one.request")}</Tag> : null}
                {isNew ? <Tag kind="ok">{t("messages.one.new")}</Tag> : null}
              </p>
              <MessageText {...{ t, locale, message, isPlain }} />
              {actions?.(message)}
            </li>
          );
        })}
      </ol>
      {later === null ? null : (
        <p>
          <ButtonLink size="sm" href={to({ after: later })}>
            {t("messages.one.later")}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}

function MessageText({ t, locale, message, isPlain }: Shared & { message: MessageLine; isPlain: boolean }) {
  const { text, content } = message;
  if (text === null) return <p className="dim">{t("messages.one.deleted")}</p>;
  if (!isPlain && content !== null) return <Said {...{ t, locale, content }} prefix={message.id} />;
  return (
    <p className="as-typed" dir="auto">
      {text}
    </p>
  );
}

/** A member's name as a link; one who has left is a former member. */
export function PersonLink({ t, locale, person }: Shared & { person: Person | null }) {
  return (
    <MemberLink
      t={t}
      locale={locale}
      member={person && { handle: person.handle, displayName: person.name }}
    />
  );
}
