import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { PageHead } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import {
  acceptRequest,
  archiveConversation,
  blockMember,
  type Conversation,
  declineRequest,
  deleteMessage,
  findConversation,
  markRead,
  reportMessage,
  sendMessage,
} from "@/lib/direct-messages";
import {
  conversationPath,
  OfConversation,
  OfMessage,
  PartQuery,
  ReportMessage,
  SendMessage,
} from "@/lib/direct-messages/model";
import { findMemberFor } from "@/lib/members";
import { transact } from "@/lib/transact";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES } from "../../me-frame";
import { ConversationView } from "./conversation-view";

const DONE = ["asked", "accepted", "deleted", "reported"] as const;

/** `report`: the message that the member wants to report. */
const Query = PartQuery.extend({ report: z.uuid().optional().catch(undefined) });

/** A conversation: its messages, an answer, and what helps against unwanted messages. */
const view = {
  params: OfConversation,
  query: Query,
  async render({ id, before, after, report }, { locale, t, form, search, actor }) {
    const conversation = await findConversation(actor, id, { before, after });
    if (!conversation) throw new DomainError("not_found", "conversation");
    await readShown(actor, conversation);
    const { isAsked, other } = conversation;
    const asker = isAsked && other ? await findMemberFor(actor, other.handle) : null;
    const title = t("messages.one.title", { name: other?.name ?? t("common.formerMember") });
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const reported = form.name === "report" ? form.values.messageId : report;
    return {
      title,
      crumbs: [
        { href: ME_PLACES.profile, label: t("me.title") },
        { href: ME_PLACES.messages, label: t("messages.list.title") },
        { label: title },
      ],
      body: (
        <>
          {done ? <Outcome>{t(`messages.done.${done}`)}</Outcome> : null}
          <PageHead title={title} />
          <ConversationView
            {...{ t, locale, form, conversation, asker, memberId: actor.id }}
            reported={conversation.messages.find((one) => one.id === reported) ?? null}
          />
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfConversation, typeof Query>;

/** Saves that the member has read as far as the page shows. */
async function readShown(actor: Actor, { id, messages, readNumber, later }: Conversation): Promise<void> {
  const number = messages.at(-1)?.number ?? 0;
  if (number <= readNumber || later !== null) return;
  await transact({ actor, origin: requestOrigin() }, (ctx) => markRead(ctx, { id, number }), {
    evenReadOnly: true,
  });
}

export const GET = screen(view);

const at = (id: string, done: (typeof DONE)[number]) => `${conversationPath(id)}?done=${done}`;

export const POST = screenForm(view, {
  send: spec({
    schema: SendMessage,
    command: sendMessage,
    guards: ["text"],
    limit: "message",
    done: ({ conversationId }) => `${conversationPath(conversationId)}#newest`,
  }),
  accept: spec({
    schema: OfConversation,
    command: acceptRequest,
    limit: "account",
    done: ({ id }) => at(id, "accepted"),
  }),
  decline: spec({
    schema: OfConversation,
    command: declineRequest,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=declined`,
  }),
  archive: spec({
    schema: OfConversation,
    command: archiveConversation,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=archived`,
  }),
  block: spec({
    schema: OfConversation,
    command: blockMember,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=blocked`,
  }),
  delete: spec({
    schema: OfMessage,
    command: deleteMessage,
    limit: "account",
    done: (_result, { input }) => at(input.id, "deleted"),
  }),
  report: spec({
    schema: ReportMessage,
    command: reportMessage,
    limit: "flag",
    done: (_result, { input }) => at(input.id, "reported"),
  }),
});
