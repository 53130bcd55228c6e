import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Time } from "@/components/time";
import { Trash } from "@/components/trash";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { TRASH_DAYS } from "@/lib/core/trash";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { listOwnMaterials, listTrash, listUsage, restoreDeletedMaterial, type Usage } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { wordOf } from "@/lib/training/words/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { materialHref } from "../addresses";
import { UsageLine } from "../usage-part";

/** The member's own materials in any state. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [rows, trash] = await Promise.all([listOwnMaterials(actor), listTrash(actor)]);
    const usages = await listUsage(rows.map((row) => row.id));
    const title = t("training.review.mine");
    return {
      title,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: title }],
      body: (
        <>
          {search.get("done") === "removed" ? (
            <Outcome>{t("common.trash.done", { days: TRASH_DAYS })}</Outcome>
          ) : null}
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
          <div className="wrap body flush stack g6">
            {rows.length === 0 ? (
              <Empty>{t("training.review.mineNone")}</Empty>
            ) : (
              <ul className="list ruled">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Own t={t} locale={locale} row={row} usage={usages.get(row.id)} />
                  </li>
                ))}
              </ul>
            )}
            <Trash
              t={t}
              locale={locale}
              form={form}
              action={localePath(locale, "/training/mine")}
              rows={trash}
              lineOf={(row) => wordOf(t, "kind", row.sort)}
            />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

interface OwnProps {
  t: Translator;
  locale: Locale;
  row: Awaited<ReturnType<typeof listOwnMaterials>>[number];
  usage: Usage | undefined;
}

function Own({ t, locale, row, usage }: OwnProps) {
  return (
    <>
      <h2 className="name">
        <a href={materialHref(locale, row.slug, "/edit")} lang={row.language} dir="auto">
          {row.title}
        </a>
      </h2>
      <p className="meta">
        <span>{t(`training.form.states.${row.state}`)}</span>
        <span>{wordOf(t, "kind", row.kind)}</span>
        <Time at={row.updatedAt} locale={locale} />
        {usage ? <UsageLine t={t} locale={locale} usage={usage} /> : null}
      </p>
    </>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  putBack: spec({
    schema: MaterialParams,
    command: restoreDeletedMaterial,
    limit: "save",
    done: ({ slug }) => `/training/${slug}/edit?done=putback`,
  }),
});
