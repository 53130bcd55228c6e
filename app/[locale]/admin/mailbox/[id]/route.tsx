import type { z } from "zod";
import { LostText } from "@/components/lost-text";
import { Outcome } from "@/components/outcome";
import { DomainError } from "@/lib/core/errors";
import { type FormState, withoutConflict } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";
import { message } from "@/lib/i18n/translator";
import { answerQuestion, claimQuestion, decideQuestion, findQuestion, noteQuestion } from "@/lib/mailbox";
import { AnswerQuestion, ClaimQuestion, DecideQuestion, NoteQuestion, OfQuestion } from "@/lib/mailbox/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { Answer, Claim, Decide, Note } from "./question-forms";
import { About, History, Others, Question } from "./thread";

const DONE = ["answered", "open", "closed", "spam", "take", "leave", "noted"] as const;

/** One question with what followed, and the forms to answer and to decide. */
const view = {
  params: OfQuestion,
  allows: isAdministrator,
  async render({ id }, { locale, t, form: sent, search, actor }) {
    const thread = await findQuestion(actor, id);
    if (!thread) throw new DomainError("not_found", "question");
    const { form, clash } = withoutConflict(sent);
    const done = sent.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const shared = { t, locale, thread, form };
    return {
      title: thread.subject,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.mailbox, label: t("admin.nav.mailbox") },
        { label: thread.subject },
      ),
      body: (
        <>
          {done ? <Outcome>{t(`mailbox.done.${done}`)}</Outcome> : null}
          {clash ? <Clash t={t} clash={clash} /> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="mailbox"
            title={<bdi className="details">{thread.subject}</bdi>}
          >
            <Question {...shared} />
            <About {...shared} />
            <History {...shared} />
            <Claim {...shared} isOwn={thread.claimedBy === actor.id} />
            <Answer {...shared} />
            {thread.state === "open" || thread.state === "answered" ? null : (
              <LostText t={t} form={form} name="answer" field="answer" />
            )}
            <Decide {...shared} />
            <Note {...shared} />
            <Others {...shared} />
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfQuestion, z.ZodObject>;

function Clash({ t, clash }: { t: Translator; clash: NonNullable<FormState["error"]> }) {
  const { by } = (clash.details ?? {}) as { by?: string };
  return (
    <Outcome kind="warn" title={message(t, `errors.conflict.${clash.reason}`)}>
      {by ? t.rich("mailbox.one.takenBy", { name: () => <bdi>{by}</bdi> }) : null}
    </Outcome>
  );
}

export const GET = screen(view);

const at = (id: string, done: (typeof DONE)[number]) => `${ADMIN_PLACES.mailbox}/${id}?done=${done}`;

export const POST = screenForm(view, {
  answer: spec({
    schema: AnswerQuestion,
    limit: "admin",
    command: answerQuestion,
    done: (_result, { input }) => at(input.id, "answered"),
  }),
  claim: spec({
    schema: ClaimQuestion,
    limit: "admin",
    command: claimQuestion,
    done: (_result, { input }) => at(input.id, input.claim),
  }),
  decide: spec({
    schema: DecideQuestion,
    limit: "admin",
    command: decideQuestion,
    done: (_result, { input }) => at(input.id, input.state),
  }),
  note: spec({
    schema: NoteQuestion,
    limit: "admin",
    command: noteQuestion,
    done: (_result, { input }) => at(input.id, "noted"),
  }),
});
