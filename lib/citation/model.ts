/** A page of this site to cite. Unknown fields are left out, never invented. */
export interface Cited {
  /** Key of the citation: letters, digits and hyphens, such as "senegal-r12". */
  key: string;
  /** Its type in CSL. */
  type: "webpage" | "post-weblog" | "document";
  title: string;
  /** Persons and bodies, as they are named here. */
  authors: readonly string[];
  site: string;
  /** ISO day. */
  issuedOn: string | null;
  /** "12" of a revision, "2.1" of a version with files. */
  version: { is: "revision" | "version"; name: string } | null;
  /** The part cited, if not the whole; the address leads to it. */
  pinpoint?: Pinpoint | undefined;
  /** Remark on confidence; null if confirmed. */
  doubt?: string | null;
  /** The permanent address. */
  url: string;
  /** BCP 47. */
  language: string;
}

/** A part of a page: a section by number and title, and a part of that, such as a provision. */
export interface Pinpoint {
  section: string;
  locator: string | null;
}

/** Formats a citation for Zotero and other programs: CSL-JSON 1.0, a list of one. */
export function cslJson(cited: Cited): string {
  const item = {
    id: cited.key,
    type: cited.type,
    title: cited.title,
    // Names are not divided: which part is the family name is unknown.
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

/** Formats a citation for BibTeX and BibLaTeX, which keep names and titles as written. */
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
  // In BibTeX the name of a month is a keyword without braces.
  if (name) lines.splice(lines.length - 2, 0, `  month = ${name}`);
  return `@misc{${cited.key},\n${lines.join(",\n")}\n}`;
}

/** Describes the cited part and its confidence. */
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

/** Escapes a text for TeX. */
function tex(text: string): string {
  return text.replaceAll(/[\\{}$&#_%~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** Builds a key for an entry from allowed characters. */
export function citationKey(...parts: readonly (string | number)[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-");
}
