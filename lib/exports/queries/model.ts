import type { Locale } from "@/lib/i18n/locales";
import type { ExportForm, ExportFormat } from "../model";

/** A document or data made here with the hash in question. */
export interface KnownExport {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  number: number;
  format: ExportFormat;
  form: ExportForm;
  /** Language of its headings (of data: of its texts); null if it is not one of the interface. */
  language: Locale | null;
  size: number;
  sha256: string;
  madeAt: Date;
  /** Whether the hash is that of the file, not of the data printed in it. */
  isFile: boolean;
  /** False if the revision was hidden since. */
  isReadable: boolean;
  /** Whether the profile is unchanged since. */
  isNewest: boolean;
}
