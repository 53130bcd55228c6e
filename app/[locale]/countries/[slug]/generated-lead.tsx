import { Fragment, type ReactNode } from "react";
import {
  isLeadWanted,
  type Lead,
  type LeadSentence,
  leadOf,
  SUMMARY_SECTION,
} from "@/components/profiles/lead";
import { editHref } from "@/components/profiles/section-languages";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProfilePage } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
}

/** A few sentences generated from a profile's records, until someone writes its summary. */
export function GeneratedLead({ t, locale, page }: Props) {
  const lead = isLeadWanted(page) ? leadOf(t, page) : null;
  if (!lead) return null;
  return (
    <section className="in-short" aria-label={t("profiles.lead.label")}>
      <LeadText lead={lead} />
      <LeadNote t={t} lead={lead}>
        <a href={editHref(locale, page.head.slug, SUMMARY_SECTION)}>{t("profiles.lead.write")}</a>
      </LeadNote>
    </section>
  );
}

/** Says that a lead was generated, and how much of it is unverified. */
export function LeadNote({ t, lead, children }: { t: Translator; lead: Lead; children?: ReactNode }) {
  return (
    <p className="meta">
      <span>{t("profiles.lead.generated")}</span>
      {lead.doubt === "none" ? null : <span>{t(`profiles.lead.doubt.${lead.doubt}`)}</span>}
      {children}
    </p>
  );
}

/** The sentences of a lead: a paragraph on treaties, one on the rest. */
export function LeadText({ lead }: { lead: Lead }) {
  return [lead.treaties, lead.rest].map((sentences, n) =>
    sentences.length > 0 ? (
      <p key={String(n)}>
        {sentences.map((sentence, m) => (
          <Fragment key={sentence.text}>
            {m > 0 ? " " : null}
            {withNames(sentence)}
          </Fragment>
        ))}
      </p>
    ) : null,
  );
}

/** Draws a sentence with the language and direction of each name in it. */
function withNames({ text, names }: LeadSentence): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { text: name, lang } of names) {
    const found = text.indexOf(name, at);
    if (found < 0) continue;
    parts.push(
      text.slice(at, found),
      <bdi key={found} lang={lang}>
        {name}
      </bdi>,
    );
    at = found + name.length;
  }
  return [...parts, text.slice(at)];
}
