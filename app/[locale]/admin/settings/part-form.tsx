import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { StoredPart } from "@/lib/site-settings";
import { type SitePart, seenOf } from "@/lib/site-settings/model";
import { partHref } from "./parts";

/** What each part of the settings is drawn with. */
export interface PartProps<P extends SitePart> {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  stored: StoredPart<P>;
}

/** The form of one part, with the time of its last change and, after a refusal, what is saved now. */
export function PartForm(props: {
  t: Translator;
  locale: Locale;
  part: SitePart;
  fields: FormFields;
  stored: { updatedAt: Date | null };
  labels: Readonly<Record<string, string>>;
  /** Names of its checkboxes: each sends an empty value too, so that off differs from a form without it. */
  ticks?: readonly string[];
  saved: readonly Pair[];
  children: ReactNode;
}) {
  const { t, locale, part, fields, labels, ticks = [], saved, children } = props;
  const { updatedAt } = props.stored;
  return (
    <Section id={`${part}-title`} title={t(`settings.part.${part}`)}>
      <PostForm
        t={t}
        name={part}
        action={partHref(locale, part)}
        fields={fields}
        labels={labels}
        hidden={{ seen: seenOf(updatedAt), ...Object.fromEntries(ticks.map((name) => [name, ""])) }}
      >
        {children}
        <p>
          <Button kind="pri">{t("settings.save")}</Button>
        </p>
      </PostForm>
      {fields.problems.error ? (
        <div className="stack g3 narrow">
          <h3>{t("settings.now")}</h3>
          <FactList facts={saved} />
        </div>
      ) : null}
      <p className="small dim">
        {updatedAt
          ? t.rich("settings.last", { when: () => <Time at={updatedAt} locale={locale} /> })
          : t("settings.never")}
      </p>
    </Section>
  );
}
