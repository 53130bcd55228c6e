import { fieldsOf, formOf } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DecidedApplication } from "@/lib/members/applications";
import { ADMIN_PLACES } from "../admin-frame";
import { ApplicationForm } from "./application-form";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
}

/** The latest decided applications, with who decided; a refusal can be reversed. */
export function DecidedTable({ t, locale, rows, form }: Props & { rows: readonly DecidedApplication[] }) {
  return (
    <Section id="decided" title={t("admin.applications.decided")}>
      <CardTable caption={<span className="vh">{t("admin.applications.decided")}</span>}>
        <TableHead
          columns={[
            t("members.name"),
            t("admin.applications.decision"),
            t("admin.applications.by"),
            t("admin.applications.when"),
          ]}
        />
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
                {row.state === "refused" ? <Reversal t={t} locale={locale} row={row} form={form} /> : null}
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
    </Section>
  );
}

/** The form to accept a refused applicant, with a reason that the applicant reads. */
function Reversal({ t, locale, row, form: sent }: Props & { row: DecidedApplication }) {
  const form = formOf(sent, "applicationId", row.id);
  return (
    <details open={form.name === "decide"}>
      <summary>
        {t("admin.applications.reverseTitle")}
        <span className="vh"> {row.fullName}</span>
      </summary>
      <ApplicationForm
        {...{ t, locale, row }}
        name="decide"
        fields={fieldsOf(t, form, "decide")}
        field="decisionReason"
        id={`reversal-${row.id}`}
        label={t("admin.applications.reverseReason")}
        hint={t("admin.applications.reverseHint")}
        hidden={{ decision: "accept", isReversal: "yes" }}
        className="stack g2"
        isRequired
      >
        <p>
          <Button size="sm">{t("admin.applications.reverse")}</Button>
        </p>
      </ApplicationForm>
    </details>
  );
}
