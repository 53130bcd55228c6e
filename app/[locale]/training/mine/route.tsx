import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { localePath } from "@/lib/i18n/locales";
import { listOwnMaterials, listUsage, type Usage } from "@/lib/training";
import { wordOf } from "@/lib/training/words/model";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";
import { materialHref } from "../addresses";
import { UsageLine } from "../usage-part";

/** What the member brought, in whatever state. */
const view = {
  async render(_input, { locale, t, search, actor }) {
    const rows = await listOwnMaterials(actor);
    const usages = await listUsage(rows.map((row) => row.id));
    const title = t("training.review.mine");
    return {
      title,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: title }],
      body: (
        <>
          {search.get("done") === "removed" ? <Outcome>{t("training.form.states.removed")}</Outcome> : null}
          <PageHead
            title={title}
            actions={
              <>
                <ButtonLink href={localePath(locale, "/training/review")}>
                  {t("training.list.review")}
                </ButtonLink>
                <ButtonLink kind="pri" icon="plus" href={localePath(locale, "/training/new")}>
                  {t("training.list.add")}
                </ButtonLink>
              </>
            }
          />
          <div className="wrap body flush">
            {rows.length === 0 ? (
              <Empty>{t("training.review.mineNone")}</Empty>
            ) : (
              <ul className="list ruled">
                {rows.map((row) => (
                  <li key={row.id}>
                    <h2 className="name">
                      <a href={materialHref(locale, row.slug, "/edit")} lang={row.language} dir="auto">
                        {row.title}
                      </a>
                    </h2>
                    <p className="meta">
                      <span>{t(`training.form.states.${row.state}`)}</span>
                      <span>{wordOf(t, "kind", row.kind)}</span>
                      <Time at={row.updatedAt} locale={locale} />
                      <UsageOf t={t} locale={locale} usage={usages.get(row.id)} />
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function UsageOf({
  usage,
  ...rest
}: Omit<Parameters<typeof UsageLine>[0], "usage"> & { usage: Usage | undefined }) {
  return usage ? <UsageLine {...rest} usage={usage} /> : null;
}

export const GET = screen(view);
