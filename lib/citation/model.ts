/** Something of this site as it is cited. What is not known is left out, and nothing is made up for it. */
export interface Cited {
  /** Names it among others: letters, digits and hyphens, such as "senegal-r12". */
  key: string;
  /** What it is, as CSL names it. */
  type: "webpage" | "post-weblog" | "document";
  title: string;
  /** Persons and bodies, as they are named here. */
  authors: readonly string[];
  site: string;
  /** ISO day. */
  issuedOn: string | null;
  /** "12" of a revision, "2.1" of a material's version. */
  version: { is: "revision" | "version"; name: string } | null;
  /** Which part of it is meant, where it is not the whole; the address leads there. */
  pinpoint?: Pinpoint | undefined;
  /** What is to be said of how sure it is; null of what is confirmed. */
  doubt?: string | null;
  /** The permanent address. */
  url: string;
  /** BCP 47. */
  language: string;
}

/** A part of what is cited: a section by its number and title, and what within it, such as a provision. */
export interface Pinpoint {
  section: string;
  locator: string | null;
}

/** As Zotero and other programs read it: CSL-JSON 1.0, a list of one. */
export function cslJson(cited: Cited): string {
  const item = {
    id: cited.key,
    type: cited.type,
    title: cited.title,
    // Names as they are: which part is the family's is not known.
    author: cited.authors.map((literal) => ({ literal })),
    "container-title": cited.site,
    publisher: cited.site,
    ...(cited.version ? { version: `${cited.version.is} ${cited.version.name}` } : {}),
    ...(cited.issuedOn ? { issued: { "date-parts": [cited.issuedOn.split("-").map(Number)] } } : {}),
    ...(cited.pinpoint ? { section: cited.pinpoint.section } : {}),
    ...(cited.pinpoint?.locator ? { locator: cited.pinpoint.locator } : {}),
    ...(cited.doubt ? { note: cited.doubt } : {}),
    URL: cited.url,
    language: cited.language,
  };
  return JSON.stringify([item], null, 2);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;

/** As BibTeX and BibLaTeX read it: an entry whose every name and title stays as it is written. */
export function bibtex(cited: Cited): string {
  const [year, month] = (cited.issuedOn ?? "").split("-");
  const fields: (readonly [string, string | null])[] = [
    ["author", cited.authors.length > 0 ? cited.authors.map((name) => `{${tex(name)}}`).join(" and ") : null],
    ["title", `{${tex(cited.title)}}`],
    ["howpublished", tex(cited.site)],
    ["edition", cited.version ? tex(`${cited.version.is} ${cited.version.name}`) : null],
    ["note", noteOf(cited)],
    ["year", year ? year : null],
    ["url", cited.url.replaceAll(/[{}\\]/g, (sign) => encodeURIComponent(sign))],
    ["langid", cited.language],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}}`]));
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  // The name of a month is a word of the language, and stands without braces.
  if (name) lines.splice(lines.length - 2, 0, `  month = ${name}`);
  return `@misc{${cited.key},\n${lines.join(",\n")}\n}`;
}

/** Which part is meant, and how sure it is. */
function noteOf({ pinpoint, doubt }: Cited): string | null {
  const parts = [pinpoint ? placeOf(pinpoint) : null, doubt].filter(Boolean);
  return parts.length > 0 ? tex(parts.join(". ")) : null;
}

const placeOf = ({ section, locator }: Pinpoint) => (locator === null ? section : `${section}, ${locator}`);

const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** A text in which nothing is a command. */
function tex(text: string): string {
  return text.replaceAll(/[\\{}$&#_%~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** A key for an entry: what may stand in one. */
export function citationKey(...parts: readonly (string | number)[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-");
}
