import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  type DecidedApplication,
  decideApplication,
  listApplications,
  listDecidedApplications,
} from "@/lib/members";
import { DecideApplication } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { FormState, ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { ApplicationCard } from "./application-card";

/** Those who applied to join: the evidence beside the buttons, the oldest first. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const [waiting, decided] = await Promise.all([listApplications(actor), listDecidedApplications(actor)]);
    const title = t("admin.nav.applications");
    const done = search.get("done");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done === "accepted" && form.name === null ? (
            <Outcome>{t("admin.applications.accepted")}</Outcome>
          ) : null}
          {done === "refused" && form.name === null ? (
            <Outcome>{t("admin.applications.refused")}</Outcome>
          ) : null}
          <AlreadyDecided t={t} form={form} />
          <AdminFrame
            t={t}
            locale={locale}
            place="applications"
            title={title}
            sub={t("admin.applications.waiting", { count: waiting.total })}
          >
            {env().REGISTRATION === "approval" ? null : (
              <Note>{t(`admin.registration.${env().REGISTRATION as "open"}`)}</Note>
            )}
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
            {decided.length > 0 ? <DecidedTable t={t} locale={locale} rows={decided} /> : null}
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** Someone else was faster: who it was. */
function AlreadyDecided({ t, form }: { t: Translator; form: FormState }) {
  if (form.error?.reason !== "already_decided") return null;
  const { by } = (form.error.details ?? {}) as { by?: string };
  return (
    <Outcome kind="warn" title={t("admin.applications.already")}>
      {by ? t.rich("admin.applications.alreadyBy", { name: () => <bdi>{by}</bdi> }) : null}
    </Outcome>
  );
}

function DecidedTable({
  t,
  locale,
  rows,
}: {
  t: Translator;
  locale: Locale;
  rows: readonly DecidedApplication[];
}) {
  return (
    <section className="stack" aria-labelledby="decided">
      <SectionHead id="decided">{t("admin.applications.decided")}</SectionHead>
      <CardTable caption={<span className="vh">{t("admin.applications.decided")}</span>}>
        <thead>
          <tr>
            <th scope="col">{t("members.name")}</th>
            <th scope="col">{t("admin.applications.decision")}</th>
            <th scope="col">{t("admin.applications.by")}</th>
            <th scope="col">{t("admin.applications.when")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={localePath(locale, `${ADMIN_PLACES.members}/${row.handle}`)}>
                  <bdi>{row.isErased ? t("common.formerMember") : row.fullName}</bdi>
                </a>
              </th>
              <td data-l={t("admin.applications.decision")}>
                <Tag kind={row.state === "accepted" ? "ok" : "bad"}>
                  {row.state === "accepted"
                    ? t("admin.applications.isAccepted")
                    : t("admin.applications.isRefused")}
                </Tag>
                {row.decisionReason ? (
                  <>
                    <br />
                    <bdi className="tiny">{row.decisionReason}</bdi>
                  </>
                ) : null}
              </td>
              <td data-l={t("admin.applications.by")}>
                <bdi>{row.deciderName ?? "–"}</bdi>
              </td>
              <td data-l={t("admin.applications.when")}>
                {row.decidedAt ? <Time at={row.decidedAt} locale={locale} /> : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </CardTable>
    </section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  decide: spec({
    schema: DecideApplication,
    command: decideApplication,
    limit: "admin",
    done: ({ isAccepted }) => `/admin/applications?done=${isAccepted ? "accepted" : "refused"}`,
  }),
});
