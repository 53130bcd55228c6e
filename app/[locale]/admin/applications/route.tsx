import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";
import {
  askApplicant,
  decideApplication,
  listApplications,
  listDecidedApplications,
} from "@/lib/members/applications";
import { AskApplicant, DecideApplication } from "@/lib/members/applications/model";
import { findRegistration } from "@/lib/site-settings";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { ApplicationCard } from "./application-card";
import { DecidedTable } from "./decided-table";

const DONE = ["accepted", "refused", "reversed", "asked"] as const;

/** The applications to join, oldest first, each with its evidence beside the buttons. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const [waiting, decided, registration] = await Promise.all([
      listApplications(actor),
      listDecidedApplications(actor),
      findRegistration(),
    ]);
    const title = t("admin.nav.applications");
    const done = DONE.find((one) => one === search.get("done"));
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`admin.applications.${done}`)}</Outcome> : null}
          <AlreadyDecided t={t} form={form} />
          <AdminFrame
            t={t}
            locale={locale}
            place="applications"
            title={title}
            sub={t("admin.applications.waiting", { count: waiting.total })}
          >
            {registration === "approval" ? null : <Note>{t(`admin.registration.${registration}`)}</Note>}
            {waiting.rows.length === 0 ? (
              <Empty>{t("admin.applications.none")}</Empty>
            ) : (
              <ul className="list">
                {waiting.rows.map((row) => (
                  <li key={row.id}>
                    <ApplicationCard t={t} locale={locale} row={row} form={form} />
                  </li>
                ))}
              </ul>
            )}
            {decided.length > 0 ? <DecidedTable t={t} locale={locale} rows={decided} form={form} /> : null}
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** A note on who decided first. */
function AlreadyDecided({ t, form }: { t: Translator; form: FormState }) {
  if (form.error?.reason !== "already_decided") return null;
  const { by } = (form.error.details ?? {}) as { by?: string };
  return (
    <Outcome kind="warn" title={t("admin.applications.already")}>
      {by ? t.rich("admin.applications.alreadyBy", { name: () => <bdi>{by}</bdi> }) : null}
    </Outcome>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  decide: spec({
    schema: DecideApplication,
    command: decideApplication,
    limit: "admin",
    done: (decided) => `/admin/applications?done=${decided}`,
  }),
  ask: spec({
    schema: AskApplicant,
    command: askApplicant,
    limit: "admin",
    done: () => "/admin/applications?done=asked",
  }),
});
