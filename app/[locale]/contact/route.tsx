import { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import { makeFormStamp } from "@/lib/accounts";
import { localePath } from "@/lib/i18n/locales";
import { askQuestion, findContact, prepareQuestion } from "@/lib/mailbox";
import { AskQuestion } from "@/lib/mailbox/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { ContactForm, SenderFields } from "./contact-form";
import { ContactView, pageAsked } from "./contact-view";

const NoParams = z.object({});
const Query = z.object({ page: z.string().max(500).optional().catch(undefined) });

/**
 * A question to the people who run the site: for everyone, without an account, cookie or script. Drawn for each
 * request, since the form contains the time of its drawing.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ page }, { locale, t, form: sent }) {
    const { isFormOpen, address } = await findContact();
    const fields = fieldsOf(t, sent, "ask");
    const asked = pageAsked(page);
    const ownHref = withQuery(localePath(locale, PLACES.ownContact), { page: asked });
    return {
      title: t("contact.title"),
      description: t("contact.sub"),
      canonical: PLACES.contact,
      crumbs: [{ label: t("contact.title") }],
      body: (
        <ContactView {...{ t, locale, address, isFormOpen, sent }} path={PLACES.contact}>
          <p>{t.rich("contact.asMember", { link: (words) => <a href={ownHref}>{words}</a> })}</p>
          <ContactForm
            t={t}
            locale={locale}
            action={localePath(locale, PLACES.contact)}
            fields={fields}
            page={asked}
            hidden={{ stamp: makeFormStamp(new Date()) }}
            sender={<SenderFields t={t} fields={fields} />}
          />
        </ContactView>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  ask: spec({
    schema: AskQuestion,
    limit: "question",
    prepare: (input, { locale }) => prepareQuestion(input, locale),
    async command(ctx, question) {
      await askQuestion(ctx, question);
      return { email: question.sender?.email ?? "" };
    },
    // The page itself says where the answer is sent to: an address is not put into the history of the browser.
    shows: (asked) => asked,
    done: () => PLACES.contact,
  }),
});
