import { SectionHead } from "@/components/ui/heading";
import { Icon } from "@/components/ui/icon";
import { fileHref } from "@/lib/files/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Played } from "@/lib/training";
import { materialPath, previewPath } from "@/lib/training/model";
import { Player } from "./player";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  played: readonly Played[];
}

/** The videos and recordings of the newest version, playable here. */
export function PlayingPart(props: Props) {
  const { t, played } = props;
  if (played.length === 0) return null;
  return (
    <section aria-labelledby="play" className="stack">
      <SectionHead id="play">{t("training.material.play")}</SectionHead>
      {played.map((one) => (
        <MaterialPlayer key={one.file.id} {...props} one={one} />
      ))}
    </section>
  );
}

/** One of them, with its transcripts. */
export function MaterialPlayer({ t, locale, slug, one }: Omit<Props, "played"> & { one: Played }) {
  const { file, poster, captions, transcripts, texts } = one;
  // Returns the page of a text, which exists once the material is published.
  const pageOf = (text: { id: string; isOpen: boolean; access: "public" | "members" | "practitioners" }) =>
    text.isOpen ? localePath(locale, previewPath(slug, text.id, text.access)) : null;
  const others = transcripts.flatMap((text) => {
    const page = texts.some(({ file: { id } }) => id === text.id) ? null : pageOf(text);
    return page ? [{ ...text, page }] : [];
  });
  return (
    <Player
      t={t}
      locale={locale}
      file={file}
      href={fileHref(file.id, materialPath(slug))}
      poster={poster}
      captions={captions}
    >
      {texts.map(({ file: text, text: words, isCut }) => {
        const page = pageOf(text);
        return (
          <details key={text.id} className="more folded">
            <summary>
              {t("training.material.transcriptIn", { language: languageName(text.language, locale) })}{" "}
              <Icon name="down" />
            </summary>
            {text.role === "captions" ? (
              <p className="tiny dim">{t("training.material.fromCaptions")}</p>
            ) : null}
            <div className="prose lines" lang={text.language} dir="auto">
              {words}
            </div>
            {isCut && page ? (
              <p>
                <a href={page}>{t("training.material.transcriptWhole")}</a>
              </p>
            ) : null}
          </details>
        );
      })}
      {others.length > 0 ? (
        <ul className="list links small">
          {others.map(({ id, language, page }) => (
            <li key={id}>
              <a href={page}>
                {t("training.material.transcriptIn", { language: languageName(language, locale) })}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Player>
  );
}
