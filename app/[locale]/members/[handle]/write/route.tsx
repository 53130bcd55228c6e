import { z } from "zod";
import { MessageForm } from "@/components/messages/message-form";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { type Addressee, findAddressee, writeTo } from "@/lib/direct-messages";
import { conversationPath, WriteTo } from "@/lib/direct-messages/model";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { Handle } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { Leading, ScreenView } from "@/lib/web/view";

const Params = z.object({ handle: Handle });

/** A first message to a member. Members who have a conversation already are led to it. */
const view = {
  params: Params,
  async render({ handle }, { locale, t, form, actor }) {
    const to = await findAddressee(actor, handle);
    if (!to) throw new DomainError("not_found", "member");
    // A refused form stays where it was sent, so that its text is not lost.
    if (to.conversationId !== null && form.name === null)
      return leadTo(`${localePath(locale, conversationPath(to.conversationId))}#newest`);
    const page = `/members/${handle}`;
    const title = t("messages.writeTo", { name: to.name });
    const isOpen = to.way === "open" && !to.isBlocked;
    return {
      title,
      current: "members",
      crumbs: [
        { href: "/members", label: t("members.title") },
        { href: page, label: to.name },
        { label: t("messages.write") },
      ],
      body: (
        <>
          <PageHead title={title} sub={isOpen ? t("messages.sub", { name: to.name }) : undefined} />
          <div className="wrap body flush stack narrow">
            {isOpen || form.name !== null ? (
              <MessageForm
                t={t}
                name="write"
                action={localePath(locale, `${page}/write`)}
                fields={fieldsOf(t, form, "write")}
                isRequest
              />
            ) : (
              <Note>{closedText(t, to, handle === actor.handle)}</Note>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

const leadTo = (to: string): Leading => ({ to, status: 303 });

function closedText(t: Translator, { name, isBlocked }: Addressee, isOwn: boolean): string {
  if (isOwn) return t("messages.own");
  return isBlocked ? t("messages.one.isBlocked") : t("messages.closed", { name });
}

export const GET = screen(view);

export const POST = screenForm(view, {
  write: spec({
    schema: WriteTo,
    command: writeTo,
    guards: ["text"],
    limit: "message",
    // The other may have written first while this was typed: then it is an answer.
    done: ({ conversationId, isRequest }) =>
      `${conversationPath(conversationId)}${isRequest ? "?done=asked" : "#newest"}`,
  }),
});
