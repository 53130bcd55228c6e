import { countryOptions, languageOptions } from "@/components/name-options";
import { type Asked, Control } from "@/components/ui/control";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { VersionFile } from "@/lib/training";
import { FILE_PARTS, partOf } from "@/lib/training/model";
import { ORIGINS } from "@/lib/training/vocabulary/model";
import { worded } from "../../fields";

/** The facts about a file: its language, origin and purpose. */
export function FileFacts(props: {
  t: Translator;
  locale: Locale;
  n: number;
  kept: VersionFile | null;
  language: string;
}) {
  const { t, locale, n, kept, language } = props;
  const facts: (Asked & { name: string; label: string; value: string })[] = [
    {
      type: "one",
      name: "fileLanguage",
      label: t("training.form.fileLanguage"),
      names: "language",
      options: languageOptions(locale),
      value: kept?.language ?? language,
    },
    {
      type: "one",
      name: "fileOrigin",
      label: t("training.form.fileOrigin"),
      options: worded(t, "origin", ORIGINS),
      value: kept?.origin ?? "original",
    },
    {
      type: "one",
      name: "fileCountry",
      label: t("training.form.fileCountry"),
      empty: t("training.form.none"),
      names: "country",
      options: countryOptions(locale),
      value: kept?.country ?? "",
    },
    {
      type: "one",
      name: "filePart",
      label: t("training.form.filePart"),
      options: FILE_PARTS.map((value) => ({ value, label: t(`training.form.parts.${value}`) })),
      value: kept ? partOf(kept) : "participants",
    },
  ];
  return facts.map(({ name, label, value, ...asks }) => (
    <Control key={name} name={`${name}[]`} id={`${name}-${n}`} label={label} asks={asks} value={value} />
  ));
}
