import type { z } from "zod";
import { fieldsOf } from "@/components/post-form";
import { PageHead } from "@/components/ui/heading";
import { credentialFingerprint, makeFormStamp, prepareRegistration, register } from "@/lib/accounts";
import { Join } from "@/lib/accounts/model";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import { sealCookie } from "@/lib/web/sealed-cookie";
import type { DocumentView } from "@/lib/web/view";
import { JoinForm } from "./join-form";
import { WhatMembersCanDo } from "./what-members-can-do";

/** Joining. Drawn for each request, since the form contains the time of its drawing. */
const view = {
  isStored: false,
  async render(_input, { locale, t, form: sent }) {
    const mode = env().REGISTRATION;
    if (mode === "closed") {
      const title = t("accounts.join.closedTitle");
      return {
        title,
        crumbs: [{ label: t("accounts.join.title") }],
        body: <PageHead title={title} sub={t("accounts.join.closed")} />,
      };
    }
    const title = t("accounts.join.title");
    const needsApproval = mode === "approval";
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
              <JoinForm
                t={t}
                locale={locale}
                fields={fieldsOf(t, sent, "join")}
                stamp={makeFormStamp(new Date())}
                needsApproval={needsApproval}
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
} satisfies DocumentView<z.ZodObject, z.ZodObject>;

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
