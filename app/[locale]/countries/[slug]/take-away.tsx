import { sizeText } from "@/components/files/file-words";
import { PLACES } from "@/components/shell/places";
import { Section } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { type ExportForm, type ExportFormat, exportPath, type ProfileData } from "@/lib/exports/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  data: ProfileData;
  jsonBytes: number;
  /** Sizes of existing documents, by format and form. */
  sizes: ReadonlyMap<string, number>;
  /** The revision of the page; undefined for the newest. */
  revision?: number;
}

interface Offer {
  name: "brief" | "full" | "briefDocx" | "fullDocx" | "json";
  format: ExportFormat;
  form?: ExportForm;
}

const OFFERS: readonly Offer[] = [
  { name: "brief", format: "pdf", form: "brief" },
  { name: "full", format: "pdf", form: "full" },
  { name: "briefDocx", format: "docx", form: "brief" },
  { name: "fullDocx", format: "docx", form: "full" },
  { name: "json", format: "json" },
];

/** The downloads of a profile, each with its size. Before the first request a document has none; one line says so. */
export function TakeAway({ t, locale, data, jsonBytes, sizes, revision }: Props) {
  const lang = data.language === locale ? undefined : data.language;
  const sizeOf = ({ format, form }: Offer) =>
    format === "json" ? jsonBytes : sizes.get(`${format}-${form}`);
  const isAnyUnmade = OFFERS.some((offer) => sizeOf(offer) === undefined);
  return (
    <Section id="take" className="stack g3 take" title={t("exports.take.title")}>
      <ul className="row">
        {OFFERS.map((offer) => {
          const { name, format, form } = offer;
          const size = sizeOf(offer);
          return (
            <li key={name}>
              <a
                className="btn"
                href={localePath(locale, exportPath(data.profile.slug, format, { form, revision, lang }))}
                rel="nofollow"
              >
                <Icon name="download" /> {t(`exports.take.${name}`)}
                {size === undefined ? null : <span className="dim"> {sizeText(locale, size)}</span>}
              </a>
            </li>
          );
        })}
      </ul>
      <p className="small dim">
        {isAnyUnmade ? `${t("exports.take.unmade")} ` : null}
        {t.rich("exports.take.note", {
          verify: (words) => <a href={localePath(locale, PLACES.verify)}>{words}</a>,
        })}
      </p>
    </Section>
  );
}
