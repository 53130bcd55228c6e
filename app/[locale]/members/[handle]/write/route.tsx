import { z } from "zod";
import { MessageForm } from "@/components/members/message-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findAddressee, writeMessage } from "@/lib/members/messages";
import { WriteMessage } from "@/lib/members/messages/model";
import { Handle } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Params = z.object({ handle: Handle });

/** A message to a member, sent on by e-mail. */
const view = {
  params: Params,
  async render({ handle }, { locale, t, search, form, actor }) {
    const to = await findAddressee(actor, handle);
    if (!to) throw new DomainError("not_found", "member");
    const page = `/members/${handle}`;
    const isSent = search.get("done") === "sent" && form.name === null;
    const title = t("messages.writeTo", { name: to.name });
    const closed = handle === actor.handle ? t("messages.own") : t("messages.closed", { name: to.name });
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
          {isSent ? <Outcome>{t("messages.done.sent")}</Outcome> : null}
          <PageHead title={title} sub={to.isOpen ? t("messages.sub") : undefined} />
          <div className="wrap body flush stack narrow">
            {to.isOpen ? (
              <MessageForm
                t={t}
                name="write"
                action={localePath(locale, `${page}/write`)}
                fields={fieldsOf(t, form, "write")}
              />
            ) : (
              <Note>{closed}</Note>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  write: spec({
    schema: WriteMessage,
    command: writeMessage,
    limit: "message",
    done: (_result, { input }) => `/members/${input.handle}/write?done=sent`,
  }),
});
