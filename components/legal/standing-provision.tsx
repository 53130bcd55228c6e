import type { ReactNode } from "react";
import { TranslationName } from "@/components/content/translations";
import { Words } from "@/components/content/words";
import { DraftMark } from "@/components/legal/draft-mark";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type AnswerPlace, provisionAnchor } from "@/lib/legal/answer/model";
import type { RowProvision } from "@/lib/legal/profile/model";
import { inLegalWords } from "@/lib/legal/words/model";
import type { ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { inReadersOrder, translationsOf } from "@/lib/profiles/kinds/translations";
import type { AsRead } from "@/lib/revisions/records/wordings";
import { ForceMark } from "./force-mark";
import { LegalWordings } from "./legal-wordings";

interface Props {
  t: Translator;
  locale: Locale;
  one: RowProvision;
  /** The language that the country's laws are recorded in. */
  written: string;
  place: AnswerPlace;
  /** Its sources, and how sure it is. */
  marks?: ReactNode;
  /** Whether scripts offer to copy the provision and add it to the drafting list. */
  isMarked?: boolean;
}

/** A provision as it was at a revision, fully open: note, text, translation with its origin. */
export function StandingProvision({ t, locale, one, written, place, marks, isMarked = true }: Props) {
  const { law, provision, force, said } = inLegalWords(one, locale, written);
  const name = t("law.provision", { locator: provision.locator, law: law.title });
  return (
    <article className="stack g2" id={provisionAnchor(provision.id)}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p>
        {marks} <ForceMark t={t} locale={locale} slug={place.slug} force={force} />
        {isMarked ? <DraftMark place={place} provision={provision.id} name={name} /> : null}
      </p>
      {law.titleOriginal ? (
        <p className="small dim">
          <bdi lang={law.lang[0]}>{law.titleOriginal}</bdi>
        </p>
      ) : null}
      {provision.heading ? (
        <p className="small dim">
          <bdi lang={said.names.includes("heading") ? undefined : (provision.lang ?? undefined)}>
            {provision.heading}
          </bdi>
        </p>
      ) : null}
      {provision.note ? (
        <p className="small dim">
          <Words of={said.provision} field="note" t={t} locale={locale} />
        </p>
      ) : null}
      <LegalWordings t={t} locale={locale} said={said} />
      <ProvisionWords t={t} locale={locale} provision={provision} />
    </article>
  );
}

/** Shows the text of a provision in its own language, then its translations; says so if no text is recorded. */
function ProvisionWords({
  t,
  locale,
  provision,
}: Pick<Props, "t" | "locale"> & { provision: AsRead<ProvisionRecord> }) {
  const { text, lang } = provision;
  const translations = inReadersOrder(translationsOf(provision), locale);
  if (!text && translations.length === 0) return <p className="small dim">{t("law.noText")}</p>;
  return (
    <>
      {text ? (
        <Quoted head={t("revisions.record.text", { locator: provision.locator })} lang={lang} text={text} />
      ) : null}
      {translations.map((one) => (
        <Quoted key={one.id} head={<TranslationName t={t} one={one} />} lang={one.lang} text={one.text} />
      ))}
    </>
  );
}

/** Quoted text in its own language, below a heading that says what it is. */
export function Quoted({ head, lang, text }: { head: ReactNode; lang: string | null; text: string }) {
  return (
    <div className="stack g1">
      <p className="small dim">{head}</p>
      <blockquote lang={lang ?? undefined} dir={lang ? direction(lang) : "auto"}>
        {text}
      </blockquote>
    </div>
  );
}
