import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  /** The suggested name, and the parameters of the search's address. */
  name: string;
  query: string;
  fields?: FormFields;
}

/** The form to save a search, so that its member is notified of new results. */
export function SaveSearchForm({ t, locale, name, query, fields }: Props) {
  return (
    <PostForm
      t={t}
      name="save"
      action={localePath(locale, "/me/searches")}
      {...(fields ? { fields } : {})}
      labels={{ name: t("me.searches.name"), query: t("search.label") }}
      // An error in the search itself can only be corrected with another search.
      ids={{ query: "name" }}
      hidden={{ query }}
    >
      <TextField
        name="name"
        label={t("me.searches.name")}
        hint={t("me.searches.nameHint")}
        defaultValue={name}
        errors={fields?.errors("name")}
        maxLength={100}
        dir="auto"
        required
      />
      <p>
        <Button>{t("me.searches.save")}</Button>
      </p>
    </PostForm>
  );
}
