import { z } from "zod";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { linkToken } from "@/lib/core/form-state";
import { localePath } from "@/lib/i18n/locales";
import { confirmByLink, findCheckLink } from "@/lib/profiles/freshness";
import { CheckByLink } from "@/lib/profiles/freshness/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { StillCorrectView } from "./still-correct-view";

const NoParams = z.object({});
const Query = z.object({
  token: z.string().max(200).optional(),
  done: z.literal("confirmed").optional().catch(undefined),
});

/**
 * Confirms through a reminder's link that a section is still correct: opening the link shows the section, a
 * button confirms it, since mail scanners follow links. Anyone with access to the mailbox may, signed in or
 * not, so this is a document.
 */
const view = {
  query: Query,
  isStored: false,
  async render({ token, done }, { locale, t, form: sent }) {
    const text = linkToken(token, sent);
    const due = text === "" ? null : await findCheckLink(text);
    const page = { robots: "noindex", alternates: false } as const;
    if (due) {
      const title = t("freshness.link.title");
      const body = <StillCorrectView {...{ t, locale, due, token: text, form: sent }} />;
      return { ...page, title, crumbs: [{ label: title }], body };
    }
    const isDone = done !== undefined && text === "";
    const title = t(isDone ? "freshness.still" : "freshness.link.dead");
    return {
      ...page,
      title,
      status: isDone ? undefined : 410,
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} />
          <div className="wrap body stack narrow">
            {isDone ? (
              <Note kind="ok" icon="check" role="status">
                {t("freshness.link.done")}
              </Note>
            ) : (
              <p>{t("freshness.link.deadText")}</p>
            )}
            <p>
              <a href={localePath(locale, "/countries")}>{t("freshness.link.countries")}</a>
            </p>
          </div>
        </>
      ),
    };
  },
} satisfies DocumentView<typeof NoParams, typeof Query>;

export const GET = document(view);

export const POST = form(view, {
  confirm: spec({
    schema: CheckByLink,
    limit: "spend-token",
    command: confirmByLink,
    done: () => "/still-correct?done=confirmed",
  }),
});
