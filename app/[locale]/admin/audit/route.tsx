import { Pager } from "@/components/pager";
import { withQuery } from "@/components/profiles/addresses";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { CONSEQUENCES } from "@/lib/consequences";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { listAudit } from "@/lib/operation";
import { AuditQuery } from "@/lib/operation/model";
import { screen } from "@/lib/web/screen";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { AuditTable, factName } from "./audit-table";

/** The audit log: who did what, to whom or what, when and from where. */
export const GET = screen({
  query: AuditQuery,
  allows: isAdministrator,
  async render(query, { locale, t, actor }) {
    const found = await listAudit(actor, query);
    const path = localePath(locale, ADMIN_PLACES.audit);
    const place = (at: object) => withQuery(path, { ...query, before: null, after: null, ...at });
    const title = t("admin.nav.audit");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <AdminFrame
          t={t}
          locale={locale}
          place="audit"
          title={title}
          sub={t("admin.audit.count", { count: found.total })}
        >
          <div className="stack">
            <Filters t={t} locale={locale} query={query} />
            {found.rows.length === 0 ? (
              <Empty action={<ButtonLink href={path}>{t("members.clear")}</ButtonLink>}>
                {t("admin.audit.nothing")}
              </Empty>
            ) : (
              <AuditTable t={t} locale={locale} rows={found.rows} />
            )}
            <Pager
              t={t}
              label={t("admin.audit.pages")}
              previous={found.previous ? place({ after: found.previous }) : null}
              next={found.next ? place({ before: found.next }) : null}
            />
          </div>
        </AdminFrame>
      ),
    };
  },
});

function Filters({ t, locale, query }: { t: Translator; locale: Locale; query: AuditQuery }) {
  const facts = Object.keys(CONSEQUENCES).map((fact) => ({ value: fact, label: factName(t, fact) }));
  return (
    <form className="filters" action={localePath(locale, ADMIN_PLACES.audit)}>
      <SelectField
        name="fact"
        label={t("admin.audit.fact")}
        empty={t("admin.audit.anyFact")}
        options={facts}
        defaultValue={query.fact ?? ""}
      />
      <TextField
        name="who"
        label={t("admin.audit.who")}
        defaultValue={query.who}
        maxLength={80}
        autoComplete="off"
      />
      <TextField
        name="about"
        label={t("admin.audit.about")}
        defaultValue={query.about}
        maxLength={80}
        autoComplete="off"
      />
      <TextField name="from" type="date" label={t("admin.audit.from")} defaultValue={query.from} />
      <TextField name="to" type="date" label={t("admin.audit.to")} defaultValue={query.to} />
      <Button kind="pri">{t("members.apply")}</Button>
    </form>
  );
}
