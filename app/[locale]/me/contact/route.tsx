import { z } from "zod";
import { ContactForm } from "@/app/[locale]/contact/contact-form";
import { ContactView, pageAsked } from "@/app/[locale]/contact/contact-view";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { localePath } from "@/lib/i18n/locales";
import { askQuestion, findContact, findOwnAddress, prepareOwnQuestion } from "@/lib/mailbox";
import { AskAsMember } from "@/lib/mailbox/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { meCrumbs } from "../me-frame";

const NoParams = z.object({});
const Query = z.object({ page: z.string().max(500).optional().catch(undefined) });

/** The same question with an account: name and address are known, and shown. */
const view = {
  query: Query,
  async render({ page }, { locale, t, form: sent, actor }) {
    const [{ isFormOpen, address }, own] = await Promise.all([findContact(), findOwnAddress(actor)]);
    return {
      title: t("contact.title"),
      crumbs: meCrumbs(t, t("contact.title")),
      body: (
        <ContactView {...{ t, locale, address, isFormOpen, sent }} path={PLACES.ownContact}>
          <ContactForm
            t={t}
            locale={locale}
            action={localePath(locale, PLACES.ownContact)}
            fields={fieldsOf(t, sent, "ask")}
            page={pageAsked(page)}
            hidden={{}}
            sender={
              <p>
                {t.rich("contact.from", {
                  name: () => <bdi>{own.name}</bdi>,
                  email: () => <bdi>{own.email}</bdi>,
                })}
              </p>
            }
          />
        </ContactView>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof Query>;

export const GET = screen(view);

export const POST = screenForm(view, {
  ask: spec({
    schema: AskAsMember,
    limit: "question",
    async prepare(input, { actor, locale }) {
      const question = await prepareOwnQuestion(input, { actor, locale });
      return { question, email: actor ? (await findOwnAddress(actor)).email : "" };
    },
    async command(ctx, { question, email }) {
      await askQuestion(ctx, question);
      return { email };
    },
    shows: (asked) => asked,
    done: () => PLACES.ownContact,
  }),
});
