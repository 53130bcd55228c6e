import type { Locale } from "@/lib/i18n/locales";
import type { ExportForm, ExportFormat } from "../model";

/** Something that was made here and has a hash that somebody asks for. */
export interface KnownExport {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  number: number;
  format: ExportFormat;
  form: ExportForm;
  /** The language of its headings, of data that of its texts; null where it is none of the interface. */
  language: Locale | null;
  size: number;
  sha256: string;
  madeAt: Date;
  /** The hash is that of the file itself, and not that of the data which are printed in it. */
  isFile: boolean;
  /** Readers still have this revision; false of one that was hidden since. */
  isReadable: boolean;
  /** Nobody has changed the profile since. */
  isNewest: boolean;
}
