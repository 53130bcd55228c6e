import { tokenOf } from "@/app/[locale]/text-editing";
import { ErrorsSummary } from "@/components/errors-summary";
import { fieldsOf, PostForm } from "@/components/post-form";
import { DiffView } from "@/components/revisions/diff-view";
import { SummaryForm } from "@/components/revisions/summary-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { BesideProduct } from "@/lib/standing-pages";
import type { WritableName } from "@/lib/standing-pages/model";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  name: WritableName;
  title: string;
  found: BesideProduct;
}

/** What changed in the product's text, what administrators changed in it, and the choice between the two. */
export function ProductView(props: Props) {
  const { t, locale, form, name, title, found } = props;
  return (
    <>
      <PageHead
        title={title}
        actions={
          <ButtonLink href={localePath(locale, `/${name}/edit`)}>{t("settings.pages.edit")}</ButtonLink>
        }
      />
      <div className="wrap body stack g6">
        {found.isOwn ? <Since {...props} /> : null}
        <Section id="own" title={t("pages.own.product.own")}>
          {found.isOwn ? (
            <DiffView t={t} locale={locale} diff={found.own} lang={locale} headingShift={0} />
          ) : (
            <p>{t("pages.own.product.ownNone")}</p>
          )}
        </Section>
        {found.isOwn ? (
          <SummaryForm
            t={t}
            form={form}
            name="use"
            label={t("pages.own.product.use")}
            text={t("pages.own.product.useText")}
            summary={t("pages.own.product.useSummary")}
            hidden={{ clientToken: tokenOf(form) }}
          />
        ) : null}
      </div>
    </>
  );
}

function Since({ t, locale, form, name, found }: Props) {
  const { problems } = fieldsOf(t, form, "keep");
  return (
    <Section id="since" title={t("pages.own.product.since")}>
      <ErrorsSummary t={t} problems={problems} labels={{}} />
      {found.since ? (
        <>
          <DiffView t={t} locale={locale} diff={found.since} lang={locale} headingShift={0} />
          <PostForm
            t={t}
            name="keep"
            action={localePath(locale, `/${name}/product`)}
            hidden={{ product: found.product }}
          >
            <p className="small">{t("pages.own.product.keepText")}</p>
            <p>
              <Button>{t("pages.own.product.keep")}</Button>
            </p>
          </PostForm>
        </>
      ) : (
        <p>{t("pages.own.product.sinceNone")}</p>
      )}
    </Section>
  );
}
