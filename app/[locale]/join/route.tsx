import { z } from "zod";
import { findDestination } from "@/app/[locale]/destinations";
import { ContinueNote } from "@/app/[locale]/destinations/continue-note";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { credentialFingerprint, makeFormStamp, prepareRegistration, register } from "@/lib/accounts";
import { Join } from "@/lib/accounts/model";
import { localePath } from "@/lib/i18n/locales";
import { findRegistration } from "@/lib/site-settings";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import { sealCookie } from "@/lib/web/sealed-cookie";
import type { DocumentView } from "@/lib/web/view";
import { JoinForm } from "./join-form";
import { WhatMembersCanDo } from "./what-members-can-do";

const NoParams = z.object({});
const Query = z.object({ next: z.string().max(2048).optional() });

/** Joining. Drawn for each request, since the form contains the time of its drawing. */
const view = {
  query: Query,
  isStored: false,
  async render({ next: asked }, { locale, t, form: sent }) {
    const next = typeof sent.values.next === "string" ? sent.values.next : (asked ?? "");
    const mode = await findRegistration();
    if (mode === "closed") {
      const title = t("accounts.join.closedTitle");
      return {
        title,
        crumbs: [{ label: t("accounts.join.title") }],
        body: (
          <>
            <PageHead title={title} sub={t("accounts.join.closed")} />
            <div className="wrap body">
              <a href={localePath(locale, PLACES.contact)}>{t("errors.page.ask")}</a>
            </div>
          </>
        ),
      };
    }
    const title = t("accounts.join.title");
    const needsApproval = mode === "approval";
    // An application is decided later, in another visit.
    const destination = needsApproval ? null : await findDestination(next, { t, locale });
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead
            title={title}
            sub={needsApproval ? t("accounts.join.approval") : t("accounts.join.sub")}
          />
          <div className="wrap body cols side">
            <div className="stack">
              {destination ? (
                <ContinueNote t={t} locale={locale} destination={destination} by="join" />
              ) : null}
              <JoinForm
                t={t}
                locale={locale}
                fields={fieldsOf(t, sent, "join")}
                stamp={makeFormStamp(new Date())}
                needsApproval={needsApproval}
                next={next}
              />
              {needsApproval ? (
                <p className="small">
                  <a href={localePath(locale, "/join/status")}>{t("applications.find.link")}</a>
                </p>
              ) : null}
            </div>
            <WhatMembersCanDo t={t} />
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  join: spec({
    schema: Join,
    limit: "join",
    prepare: (input, { locale }) => prepareRegistration(input, locale),
    // The browser gets its cookie whatever the result: a known address gets the same response as a new one.
    command: async (ctx, registration) => {
      await register(ctx, registration);
      return { email: registration.email, ground: credentialFingerprint(registration.passwordHash, null) };
    },
    done: async (kept) => ({ to: "/join/verify", setCookie: [await sealCookie("octopus-joined", kept)] }),
  }),
});
