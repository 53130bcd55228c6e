import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { listBin, listOwnMaterials, listUsage, putBackMaterial, type Usage } from "@/lib/training";
import { BIN_DAYS, MaterialParams } from "@/lib/training/model";
import { wordOf } from "@/lib/training/words/model";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { FormState, ScreenView } from "@/lib/web/view";
import { materialHref } from "../addresses";
import { UsageLine } from "../usage-part";

/** What the member brought, in whatever state. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [rows, bin] = await Promise.all([listOwnMaterials(actor), listBin(actor)]);
    const usages = await listUsage(rows.map((row) => row.id));
    const title = t("training.review.mine");
    return {
      title,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: title }],
      body: (
        <>
          {search.get("done") === "removed" ? (
            <Outcome>{t("training.review.binned", { days: BIN_DAYS })}</Outcome>
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
            {bin.length > 0 ? <Bin t={t} locale={locale} form={form} rows={bin} /> : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

/** What the member deleted and can have back. */
function Bin(props: {
  t: Translator;
  locale: Locale;
  form: FormState;
  rows: Awaited<ReturnType<typeof listBin>>;
}) {
  const { t, locale, form, rows } = props;
  return (
    <section className="stack g3" aria-labelledby="bin">
      <SectionHead id="bin">{t("training.review.bin", { days: BIN_DAYS })}</SectionHead>
      <p className="hint measure">{t("training.review.binHint")}</p>
      <ul className="list ruled">
        {rows.map((row) => (
          <li key={row.id}>
            <PostForm
              t={t}
              name="putBack"
              action={localePath(locale, "/training/mine")}
              fields={fieldsOf(t, form, "putBack")}
              hidden={{ slug: row.slug }}
              className="row apart"
            >
              <div>
                <p className="name" lang={row.language} dir="auto">
                  {row.title}
                </p>
                <p className="meta">
                  <span>{wordOf(t, "kind", row.kind)}</span>
                  <span>
                    {t.rich("training.review.binUntil", {
                      day: () => <Time at={row.until} locale={locale} isDayOnly />,
                    })}
                  </span>
                </p>
              </div>
              <Button>
                {t("training.review.putBack")}
                <span className="vh"> {t("training.review.putBackOf", { title: row.title })}</span>
              </Button>
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

function UsageOf({
  usage,
  ...rest
}: Omit<Parameters<typeof UsageLine>[0], "usage"> & { usage: Usage | undefined }) {
  return usage ? <UsageLine {...rest} usage={usage} /> : null;
}

export const GET = screen(view);

export const POST = screenForm(view, {
  putBack: spec({
    schema: MaterialParams,
    command: putBackMaterial,
    limit: "save",
    done: ({ slug }) => `/training/${slug}/edit?done=putback`,
  }),
});
