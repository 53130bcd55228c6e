import type { ReactNode } from "react";
import { pinpointed } from "@/components/content/pinpoint";
import { DraftMark } from "@/components/drafting/draft-mark";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { type AnswerPlace, provisionAnchor } from "@/lib/legal/answer/model";
import type { RowProvision } from "@/lib/legal/profile/model";
import { ForceMark } from "./force-mark";

interface Props {
  t: Translator;
  locale: Locale;
  one: RowProvision;
  place: AnswerPlace;
  /** Its sources, and how sure it is. */
  marks?: ReactNode;
}

/** A provision as it stood at a revision, all of it open: note, text, translation with whose it is. */
export function StandingProvision({ t, locale, one, place, marks }: Props) {
  const { law, provision, force } = one;
  const name = t("law.provision", { locator: provision.locator, law: law.title });
  return (
    <article className="stack g2" id={provisionAnchor(provision.id)}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p>
        {marks} <ForceMark t={t} locale={locale} slug={place.slug} force={force} />
        <DraftMark place={place} provision={provision.id} name={name} />
      </p>
      {law.titleOriginal ? (
        <p className="small dim">
          <bdi lang={law.lang[0]}>{law.titleOriginal}</bdi>
        </p>
      ) : null}
      {provision.heading ? (
        <p className="small dim">
          <bdi lang={provision.lang ?? undefined}>{provision.heading}</bdi>
        </p>
      ) : null}
      {provision.note ? (
        <p className="small dim">
          <bdi>{pinpointed(provision.note, t, locale)}</bdi>
        </p>
      ) : null}
      <ProvisionWords t={t} provision={provision} />
    </article>
  );
}

/** What a provision says in its own language, then in whose translation there is; that nothing is recorded, where so. */
function ProvisionWords({ t, provision }: { t: Translator; provision: RowProvision["provision"] }) {
  const { text, lang, translation, translationLang, translationKind, translatedBy } = provision;
  if (!text && !translation) return <p className="small dim">{t("law.noText")}</p>;
  const kind = translationKind
    ? message(t, `revisions.options.translationKind.${translationKind}`)
    : t("revisions.fields.laws.translation");
  return (
    <>
      {text ? (
        <Quoted head={t("revisions.record.text", { locator: provision.locator })} lang={lang} text={text} />
      ) : null}
      {translation ? (
        <Quoted
          head={translatedBy ? t("revisions.record.translatedBy", { kind, translator: translatedBy }) : kind}
          lang={translationLang}
          text={translation}
        />
      ) : null}
    </>
  );
}

/** Words that are somebody else's, in their own language, under what they are. */
export function Quoted({ head, lang, text }: { head: string; lang: string | null; text: string }) {
  return (
    <div className="stack g1">
      <p className="small dim">{head}</p>
      <blockquote lang={lang ?? undefined} dir={lang ? direction(lang) : "auto"}>
        {text}
      </blockquote>
    </div>
  );
}
