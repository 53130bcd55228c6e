import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import { dayText } from "@/components/time";
import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale, localePath } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { kindOf, recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import type { ExportForm, ProfileData } from "../model";
import { briefParts } from "./brief-parts";
import { factsOfCountry, projectParts, treatyParts } from "./fact-parts";
import { hiddenPart, isHidden } from "./hidden-part";
import { languageParts, oldPassageParts } from "./language-parts";
import { leadParts } from "./lead-parts";
import type { ExportDocument, Part, Run } from "./model";
import { proseParts } from "./prose-parts";
import { inReadingOrder } from "./reading-order";
import { recordParts } from "./record-parts";
import { sourceRuns } from "./source-runs";
import type { Drawing } from "./value-lines";

interface Options {
  form: ExportForm;
  locale: Locale;
  /** SHA-256 of the data. */
  contentHash: string;
  /** Which size of a brief, from 0 (largest). */
  room?: number;
}

/** Builds the document of a profile in a language of the interface, from its data alone. */
export function profileDocument(data: ProfileData, options: Options): ExportDocument {
  const { form, locale } = options;
  const t = translator(locale);
  const numbers = new Map(data.sources.map((source) => [source.id, source.number]));
  const drawing: Drawing = { t, locale, numberOf: (source) => numbers.get(source) ?? null };
  const country = data.profile.names[locale];
  const day = data.asOf ? dayText(data.asOf, locale, true) : "";
  const foot = data.asOf
    ? t("exports.doc.footer", { country, number: data.revision, day })
    : t("exports.doc.footerUnwritten", { country });
  const what = t(form === "brief" ? "exports.doc.brief" : "exports.doc.profile");
  const site = t("shell.site");
  return {
    language: locale,
    isRtl: direction(locale) === "rtl",
    title: t("exports.doc.title", { country, what }),
    subject: foot,
    author: site,
    day: data.asOf,
    head: { site, handling: data.handling },
    foot,
    pageText: (page, pages) => t("exports.doc.page", { page, pages }),
    ...citing(drawing, data, options, [
      { is: "heading", level: 1, runs: [{ text: country }] },
      ...designation(drawing, data),
      { is: "paragraph", look: "meta", runs: [{ text: what }] },
      ...(form === "brief" ? briefParts(drawing, data, options.room ?? 0) : wholeParts(drawing, data)),
      aboutPart(drawing, data, options),
    ]),
    seeNote: (number) => t("exports.doc.seeNote", { number: String(number) }),
    unwritable: t("exports.doc.unwritable"),
    isBrief: form === "brief",
  };
}

/** Replaces parts' source ids by numbers: in the whole profile those of its page, in a brief the reading order. */
function citing(
  { t, locale }: Drawing,
  data: ProfileData,
  { form }: Options,
  parts: readonly Part[],
): Pick<ExportDocument, "parts" | "sources"> {
  const isBrief = form === "brief";
  const markText = (number: number, locator: string | null) =>
    locator ? t("exports.doc.markAt", { number: String(number), locator }) : `[${number}]`;
  const ordered = isBrief ? inReadingOrder(parts, markText) : null;
  const sources = data.sources.flatMap((source) => {
    const number = source.number === null || !ordered ? source.number : ordered.numbers.get(source.number);
    if (number === null || number === undefined) return [];
    const runs = sourceRuns(t, locale, source, { isBrief, written: sourcesLanguage(data) });
    return [[number, runs] as const];
  });
  return { parts: ordered?.parts ?? parts, sources: new Map(sources) };
}

function wholeParts(drawing: Drawing, data: ProfileData): Part[] {
  return [
    ...leadParts(drawing, data),
    ...keyFacts(drawing, data),
    ...sections(drawing, data),
    ...sourceList(drawing, data),
  ];
}

function designation({ t }: Drawing, { profile }: ProfileData): Part[] {
  if (!profile.designation) return [];
  const text = message(t, `profiles.designation.${profile.designation}`);
  return [{ is: "paragraph", look: "small", runs: [{ text }] }];
}

function keyFacts(drawing: Drawing, data: ProfileData): Part[] {
  return [
    { is: "heading", level: 2, runs: [{ text: drawing.t("exports.doc.keyFacts") }] },
    ...treatyParts(drawing, data),
    ...factsOfCountry(drawing, data),
    ...projectParts(drawing, data),
  ];
}

/** Draws all sections but the sources: of an unwritten one, its heading and a remark. */
function sections(drawing: Drawing, data: ProfileData): Part[] {
  const { t } = drawing;
  if (data.sections.length === 0 && !data.hidden) return unwrittenParts(drawing);
  return OUTLINE_ENTRIES.filter(({ key }) => key !== "sources").flatMap(({ key, number, level }): Part[] => [
    { is: "heading", level, runs: [{ text: `${number} ${sectionTitle(t, key)}` }] },
    ...sectionParts(drawing, data, key, level),
  ]);
}

/** Lists the sections of a profile that nobody has written. */
function unwrittenParts({ t }: Drawing): Part[] {
  const names = OUTLINE_ENTRIES.map(({ key, number }) => `${number} ${sectionTitle(t, key)}`);
  const text = names.join(" · ");
  return [{ is: "facts", pairs: [{ term: t("exports.doc.none"), lines: [[{ text, dim: true }]] }] }];
}

function sectionParts(drawing: Drawing, data: ProfileData, key: SectionKey, level: 2 | 3): Part[] {
  const { t, locale } = drawing;
  if (isHidden(data, key)) return [hiddenPart(drawing)];
  const section = data.sections.find((one) => one.key === key);
  if (!section) return [{ is: "paragraph", look: "meta", runs: [{ text: t("exports.doc.unwritten") }] }];
  const kind = recordsKindOf(key);
  // Content is read like stored content: if it is invalid for its kind, it is not drawn.
  const content = kindOf(key).lift(section.content);
  const changed = t("exports.doc.changed", {
    number: section.revision.number,
    day: dayText(section.revision.createdAt.slice(0, 10), locale),
  });
  const runs: Run[] = [{ text: changed, href: section.revision.address }];
  if (section.dataAsOf)
    runs.push({ text: ` · ${t("exports.doc.dataAsOf", { day: dayText(section.dataAsOf, locale) })}` });
  return [
    ...languageParts(drawing, data, section),
    ...(kind
      ? recordParts(
          { ...drawing, written: section.language },
          kind,
          (content as { records: AnyRecord[] }).records,
          level === 2 ? 3 : 4,
        )
      : proseParts(
          drawing,
          content as Content,
          { origin: data.site, lang: section.language },
          oldPassageParts(drawing, section),
        )),
    ...openListParts(drawing, key),
    { is: "paragraph", look: "meta", runs },
    ...officialParts(drawing, data, section),
  ];
}

/** Draws a remark below the treaty status, whose list of declarations would otherwise look complete. */
function openListParts({ t }: Drawing, key: SectionKey): Part[] {
  if (key !== "treaty-status") return [];
  return [{ is: "paragraph", look: "small", runs: [{ text: t("law.declarations.about") }] }];
}

/** Draws the official text below its translation: it prevails, so the document includes it. */
function officialParts(
  drawing: Drawing,
  data: ProfileData,
  { key, official }: ProfileData["sections"][number],
): Part[] {
  if (!official) return [];
  const { t, locale } = drawing;
  const { number, createdAt, address } = official.revision;
  const changed = t("exports.doc.changed", { number, day: dayText(createdAt.slice(0, 10), locale) });
  const title = t("exports.doc.official", { language: languageName(official.language, locale) });
  return [
    { is: "paragraph", runs: [{ text: title, bold: true }] },
    ...(official.isHidden
      ? [hiddenPart(drawing)]
      : proseParts(drawing, kindOf(key).lift(official.content) as Content, {
          origin: data.site,
          lang: official.language,
        })),
    { is: "paragraph", look: "meta", runs: [{ text: changed, href: address }] },
  ];
}

/** Finds the language in which the notes on sources are written. */
const sourcesLanguage = ({ sections }: ProfileData) =>
  sections.find(({ key }) => key === "sources")?.language;

function sourceList(drawing: Drawing, data: ProfileData): Part[] {
  const { t, locale } = drawing;
  if (data.sections.length === 0 && data.sources.length === 0 && !data.hidden) return [];
  const { number, key } = OUTLINE_ENTRIES.find((entry) => entry.key === "sources") ?? { number: "", key: "" };
  return [
    { is: "heading", level: 2, runs: [{ text: `${number} ${sectionTitle(t, key)}`.trim() }] },
    ...(isHidden(data, "sources") ? [hiddenPart(drawing)] : []),
    ...(data.sources.length === 0 && !isHidden(data, "sources")
      ? [{ is: "paragraph" as const, look: "meta" as const, runs: [{ text: t("exports.doc.none") }] }]
      : data.sources.map((source): Part => {
          const mark = source.number === null ? "–" : `[${source.number}]`;
          return {
            is: "item",
            depth: 0,
            mark,
            runs: sourceRuns(t, locale, source, { written: sourcesLanguage(data) }),
          };
        })),
  ];
}

/** States revision, address, handling, hash and how to verify the document; in a whole profile also the licence. */
function aboutPart({ t, locale }: Drawing, data: ProfileData, { contentHash, form }: Options): Part {
  const verify = `${data.site}${localePath(locale, "/cooperation/verify")}`;
  const line = (term: string, ...runs: Run[]) => ({ term, lines: [runs] });
  const asOf = line(t("exports.doc.asOf"), {
    text: data.asOf ? dayText(data.asOf, locale, true) : t("exports.verify.unwritten"),
  });
  return {
    is: "facts",
    isTogether: true,
    pairs: [
      line(t("exports.doc.revision"), { text: String(data.revision) }),
      asOf,
      line(t("exports.doc.address"), { text: data.address, href: data.address }),
      line(t("exports.doc.handling"), { text: `${data.handling} · ${t("exports.doc.handlingText")}` }),
      line(t("exports.doc.hash"), { text: contentHash }),
      line(t("exports.doc.verify"), { text: verify, href: `${verify}?sha256=${contentHash}` }),
      ...(form === "brief"
        ? []
        : [
            line(t("exports.doc.licence"), { text: t("exports.doc.licenceText", { site: t("shell.site") }) }),
          ]),
    ],
  };
}
