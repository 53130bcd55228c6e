import { Wordings } from "@/components/content/wordings";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { inLegalWords } from "@/lib/legal/words/model";
import { lawsKind, PROVISION_FIELDS } from "@/lib/profiles/kinds/laws";

/** The wordings of the name of a law and of its provision's heading and note, with their originals. */
export function LegalWordings(props: {
  t: Translator;
  locale: Locale;
  said: ReturnType<typeof inLegalWords>["said"];
}) {
  const { t, locale, said } = props;
  const common = { t, locale, section: "laws" };
  return (
    <>
      {said.law.names.includes("title") ? (
        <Wordings
          {...common}
          fields={lawsKind.fields}
          original={said.law.original}
          worded={said.law}
          lang={said.law.lang}
        />
      ) : null}
      <Wordings
        {...common}
        fields={PROVISION_FIELDS}
        original={said.provision.original}
        worded={said.provision}
        lang={said.provision.lang}
      />
    </>
  );
}
