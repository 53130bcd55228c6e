/** A part of a document; everything that one is made of. */
export type Block =
  | { heading: string }
  | { text: string }
  | { list: readonly string[] }
  /** Boxes to tick on paper. */
  | { checks: readonly string[] }
  | { table: { head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] } }
  /** Set apart: what goes wrong when it is not read. */
  | { note: string };

/** A document of our own making, before it is a PDF or a Word file. */
export interface SeedDocument {
  /** Its file's name without an ending. */
  name: string;
  title: string;
  subtitle: string;
  language: "en" | "fr";
  /** The day as of which its law was checked. */
  asOf: string;
  blocks: readonly Block[];
  /** Where what it says can be read. */
  sources: readonly string[];
}

/** The words that every document has of itself. */
export const WORDS = {
  en: {
    from: "Octopus Community training library",
    asOf: "State of",
    sources: "Where this can be read",
    licence:
      "Free to copy, change and hand on with attribution (CC BY 4.0). It is a working aid and no legal advice: the law of the country comes first.",
    page: (page: number, of: number) => `Page ${page} of ${of}`,
  },
  fr: {
    from: "Bibliothèque de formation de l’Octopus Community",
    asOf: "État au",
    sources: "Où cela peut se lire",
    licence:
      "Libre de copie, d’adaptation et de diffusion avec mention de la source (CC BY 4.0). C’est un outil de travail et non un avis juridique : le droit du pays prime.",
    page: (page: number, of: number) => `Page ${page} sur ${of}`,
  },
} as const;

export const CONVENTION = "Convention on Cybercrime, Budapest, 23 November 2001 (CETS 185)";
export const REPORT = "Explanatory Report to the Convention on Cybercrime (CETS 185)";
export const SECOND_PROTOCOL =
  "Second Additional Protocol on enhanced co-operation and disclosure of electronic evidence, Strasbourg, 12 May 2022 (CETS 224)";
