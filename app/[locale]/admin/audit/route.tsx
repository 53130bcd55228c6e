import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { CONSEQUENCES } from "@/lib/consequences";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { askAuditCheck, findHead, findLastCheck, listAudit } from "@/lib/operation";
import { AuditQuery } from "@/lib/operation/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { AuditTable, factName } from "./audit-table";

/** The audit log: who did what, to whom or what, when and from where. */
const view = {
  query: AuditQuery,
  allows: isAdministrator,
  async render(query, { locale, t, actor, search, form }) {
    const [found, head, check] = await Promise.all([listAudit(actor, query), findHead(), findLastCheck()]);
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
            {search.get("done") === "check" && form.name === null ? (
              <Outcome>{t("admin.audit.chain.asked")}</Outcome>
            ) : null}
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
            <Takeaway
              t={t}
              href={(format) => withQuery(`${path}/export`, { ...query, before: null, after: null, format })}
            />
            <Chain t={t} locale={locale} head={head} check={check} />
          </div>
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof AuditQuery>;

export const GET = screen(view);
export const POST = screenForm(view, {
  check: spec({
    schema: z.object({}),
    command: askAuditCheck,
    limit: "admin",
    done: () => `${ADMIN_PLACES.audit}?done=check`,
  }),
});

/** Links to the listed entries as a file. */
function Takeaway({ t, href }: { t: Translator; href: (format: string) => string }) {
  return (
    <p className="row">
      <ButtonLink href={href("csv")}>{t("admin.audit.csv")}</ButtonLink>
      <ButtonLink href={href("jsonl")}>{t("admin.audit.jsonl")}</ButtonLink>
    </p>
  );
}

interface ChainProps {
  t: Translator;
  locale: Locale;
  head: { seq: number; hash: string } | null;
  check: { at: Date; entries: number; faults: number } | null;
}

/** The log's hash chain: number and hash of its last entry, the result of the last check, a button to check again. */
function Chain({ t, locale, head, check }: ChainProps) {
  const f = formatter(locale);
  return (
    <Section id="chain" title={t("admin.audit.chain.title")}>
      <p>{t("admin.audit.chain.what")}</p>
      <div className="narrow">
        <FactList
          facts={[
            {
              term: t("admin.audit.chain.head"),
              value: head ? (
                <code className="details" dir="ltr">{`${head.seq}:${head.hash}`}</code>
              ) : (
                t("admin.audit.chain.none")
              ),
            },
            {
              term: t("admin.audit.chain.checked"),
              value: check ? <Time at={check.at} locale={locale} /> : t("admin.audit.chain.never"),
            },
            ...(check
              ? [
                  {
                    term: t("admin.audit.chain.result"),
                    value:
                      check.faults === 0
                        ? t("admin.audit.chain.sound", { count: check.entries })
                        : t("admin.audit.chain.unsound", {
                            count: check.faults,
                            of: f.number(check.entries),
                          }),
                  },
                ]
              : []),
          ]}
        />
      </div>
      <PostForm t={t} name="check" action={localePath(locale, ADMIN_PLACES.audit)} className="row">
        <Button>{t("admin.audit.chain.verify")}</Button>
      </PostForm>
    </Section>
  );
}

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
