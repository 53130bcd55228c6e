import { plainText, previewOf, theirsOf, tokenOf } from "@/app/[locale]/text-editing";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { TextRevisionForm } from "@/components/text-revision-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Editable } from "@/lib/standing-pages";
import type { WritableName } from "@/lib/standing-pages/model";

/** The result of the last form, as named in the address. */
export const DONE = ["saved", "same", "product", "reverted", "kept"] as const;

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  name: WritableName;
  title: string;
  editable: Editable;
  done: (typeof DONE)[number] | undefined;
  /** The editor's data as JSON. */
  data: string;
}

/** The form for the text of a page: with the editor, or as plain text without scripts. */
export function EditPageView(props: Props) {
  const { t, locale, form, name, title, editable, done } = props;
  const href = (below = "") => localePath(locale, `/${name}${below}`);
  return (
    <>
      {done && form.name === null ? <Outcome>{t(`pages.own.done.${done}`)}</Outcome> : null}
      <PageHead
        title={title}
        sub={t("pages.own.edit.sub", { language: languageName(locale, locale) })}
        actions={
          <>
            <ButtonLink href={href()}>{t("pages.own.past.page")}</ButtonLink>
            {editable.found ? (
              <ButtonLink href={href("/history")}>{t("past.history.name")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="wrap body flush stack g5">
        <State {...props} />
        {/* The headings of the text in the editor are a level below this one. */}
        <Section id="own-text" title={t("settings.pages.text")}>
          <TextForm {...props} />
        </Section>
      </div>
    </>
  );
}

/** Whose text readers see, and whether the product's changed since. */
function State({ t, locale, name, editable }: Props) {
  const { found, isProductChanged } = editable;
  const compare = <a href={localePath(locale, `/${name}/product`)}>{t("pages.own.edit.compare")}</a>;
  if (!found?.isOwn) return <Note>{t("pages.own.edit.isProduct")}</Note>;
  return (
    <Note kind={isProductChanged ? "warn" : "plain"}>
      {t(isProductChanged ? "pages.own.edit.changed" : "pages.own.edit.isOwn")} {compare}
    </Note>
  );
}

function TextForm({ t, locale, form, name, editable, data }: Props) {
  return (
    <TextRevisionForm
      t={t}
      locale={locale}
      action={localePath(locale, `/${name}/edit`)}
      name="text"
      words={{
        text: t("pages.own.edit.label"),
        summary: t("editor.summary.label"),
        save: t("pages.own.edit.save"),
        holdsMore: t("pages.own.edit.holdsMore"),
      }}
      fields={fieldsOf(t, asSent(form), "text")}
      clientToken={tokenOf(form)}
      base={editable.number}
      text={plainText(editable.content, { hasNotes: true })}
      theirs={theirsOf(form, { hasNotes: true })}
      preview={previewOf(form)}
      lang={locale}
      data={data}
    />
  );
}

/** A preview leaves the fields as they were typed, like a refused save. */
function asSent({ shown, ...form }: FormState): FormState {
  if (form.name === "preview") return { ...form, name: "text" };
  return shown ? { ...form, shown } : form;
}
