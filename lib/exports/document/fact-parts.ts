import { standingsIn } from "@/components/profiles/standings";
import { dayText } from "@/components/time";
import { append } from "@/lib/core/append";
import { languageNames } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { message } from "@/lib/i18n/translator";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { isVenue, type Region } from "@/lib/profiles/reading/model";
import { type Sureness, withDoubt } from "@/lib/revisions/doubt";
import { COUNTRY_FACTS } from "@/lib/vocabulary/country-facts";
import { legalSystemOf } from "@/lib/vocabulary/legal-systems";
import type { ProfileData } from "../model";
import { isHidden } from "./hidden-part";
import type { Lines, Part, Run } from "./model";
import { citeRun, confidenceRuns, type Drawing } from "./value-lines";

/**
 * Lists the country's status under the Convention and its Protocols, one line each; "no action" is stated as
 * well.
 */
export function treatyParts(drawing: Drawing, data: ProfileData): Part[] {
  const { t, locale } = drawing;
  // The status is unknown if the text is hidden. "None" would be an answer.
  if (isHidden(data, "treaty-status")) {
    const text = t("past.hidden.text");
    return [
      {
        is: "facts",
        pairs: [{ term: t("profiles.sections.treaty-status"), lines: [[{ text, dim: true }]] }],
      },
    ];
  }
  const section = data.sections.find((one) => one.key === "treaty-status");
  const records = (section?.content as { records: TreatyStatusRecord[] } | undefined)?.records;
  const pairs = standingsIn(records).map(({ treaty, record, status, isWritten, asOf }) => {
    // If nobody has written the section, we cannot say that there is none.
    const said = status === "none" && !isWritten ? "noneKnown" : status;
    const runs: Run[] = [{ text: t(`profiles.status.${said}`), bold: status !== "unknown" }];
    if (status === "none" && asOf) {
      const day = dayText(asOf, locale);
      runs.push({
        text: ` · ${t("common.pair", { label: t("revisions.fields.record.asOf"), value: day })}`,
        dim: true,
      });
    }
    if (record) {
      append(
        runs,
        record.sources.map((source) => citeRun(drawing, source)),
      );
      append(runs, confidenceRuns(drawing, record.confidence));
      for (const field of ["invitedOn", "signedOn", "consentOn", "inForceOn"] as const) {
        const fact = record[field];
        if (!fact) continue;
        const name =
          field === "consentOn" && record.consentKind
            ? t(`revisions.options.consentKind.${record.consentKind}`)
            : t(`revisions.fields.treaty-status.${field}`);
        // Non-breaking spaces keep a date on one line.
        const day = dayText(fact.value, locale).replaceAll(" ", "\u00a0");
        runs.push({ text: ` · ${name} ${day}` });
        append(runs, confidenceRuns(drawing, fact.confidence, record.confidence));
      }
    }
    return { term: t(`profiles.treaty.${treaty}`), lines: [runs] };
  });
  return [{ is: "facts", pairs }];
}

/** Lists fixed facts about the country. */
export function factsOfCountry(drawing: Drawing, { profile }: ProfileData): Part[] {
  const { t, locale } = drawing;
  const region = profile.region ? t(`profiles.region.${profile.region as Region}`) : null;
  const place =
    region && profile.subregion
      ? t("profiles.page.regionOf", {
          region,
          subregion: message(t, `profiles.subregion.${profile.subregion}`),
        })
      : region;
  const memberships = [
    ...(profile.isUnMember ? [withDoubt(t, t("profiles.page.un"), COUNTRY_FACTS.un)] : []),
    ...(profile.isCoeMember ? [withDoubt(t, t("profiles.page.coe"), COUNTRY_FACTS.coe)] : []),
  ];
  const pairs: { term: string; lines: Lines }[] = [];
  const add = (term: string, text: string | null, sure?: Sureness) => {
    if (text) pairs.push({ term, lines: [[{ text }, ...confidenceRuns(drawing, sure ?? null)]] });
  };
  add(t("profiles.region.label"), place);
  add(
    t("profiles.page.languagesLabel", { count: profile.languages.length }),
    profile.languages.length > 0 ? languageNames(profile.languages, locale) : null,
    COUNTRY_FACTS.languages,
  );
  const system = legalSystemOf(profile.iso2);
  pairs.push({
    term: t("law.systemLabel"),
    lines: [
      system
        ? [{ text: t(`law.system.${system}`) }, ...confidenceRuns(drawing, "unverified")]
        : [{ text: t("profiles.standing.notKnown"), dim: true }],
    ],
  });
  add(
    t("profiles.page.memberships"),
    memberships.length > 0 ? listText(memberships, locale) : t("profiles.page.observer"),
  );
  return [{ is: "facts", pairs }];
}

/** Lists the projects in which the country takes or took part, each with its source; not as a mere venue or guest. */
export function projectParts(drawing: Drawing, { projects }: ProfileData): Part[] {
  const { t, locale } = drawing;
  const taken = projects.filter((one) => !isVenue(one));
  if (taken.length === 0) return [];
  const pairs = taken.map((one) => {
    const months = [one.startMonth, one.endMonth].flatMap((month) => (month ? [dayText(month, locale)] : []));
    const number = drawing.numberOf(one.source);
    const runs: Run[] = [
      { text: message(t, `profiles.participation.part.${one.part}`) },
      ...(months.length > 0 ? [{ text: ` · ${months.join(" – ")}` }] : []),
      number === null
        ? { text: ` (${t("profiles.page.source", { source: one.source })})`, dim: true }
        : citeRun(drawing, one.source),
      ...confidenceRuns(drawing, one.confidence),
    ];
    return { term: one.name, lines: [runs] };
  });
  return [
    { is: "heading", level: 3, runs: [{ text: t("profiles.page.projects") }] },
    { is: "facts", pairs },
  ];
}
