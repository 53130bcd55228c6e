import type { ReactNode } from "react";
import { kindAndSize } from "@/components/files/file-words";
import { captionsHref } from "@/lib/files/model";
import { PICTURE_WIDTHS, pictureHref } from "@/lib/files/pictures/model";
import { fileTypeOf } from "@/lib/files/types/model";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** A file for the player: nothing of it is loaded before its reader starts it. */
export interface PlayedFile {
  id: string;
  name: string;
  type: string;
  size: number;
  seconds: number | null;
  language: string;
}

interface Props {
  t: Translator;
  locale: Locale;
  file: PlayedFile;
  href: string;
  poster: { id: string; pictureWidths: number[] } | null;
  captions: readonly { id: string; language: string }[];
  /** Transcripts and other related content. */
  children?: ReactNode;
}

/**
 * A video or recording in the browser's own player, without scripts. Its size and length are shown first, and
 * it can be downloaded instead.
 */
export function Player({ t, locale, file, href, poster, captions, children }: Props) {
  const isVideo = fileTypeOf(file.type).group === "video";
  const common = { src: href, controls: true, preload: "none", "aria-label": file.name } as const;
  const fallback = (
    <a href={href} download="">
      {file.name}
    </a>
  );
  return (
    <figure className="player">
      {isVideo ? (
        <video {...common} playsInline poster={poster ? posterHref(poster) : undefined}>
          {captions.map((one) => (
            <track
              key={one.id}
              kind={one.language === file.language ? "captions" : "subtitles"}
              src={captionsHref(one.id)}
              srcLang={one.language}
              label={languageName(one.language, locale)}
              // On by default if the subtitles are in the site's language and the speech is not.
              default={one.language === locale && one.language !== file.language}
            />
          ))}
          {fallback}
        </video>
      ) : (
        <audio {...common}>{fallback}</audio>
      )}
      <figcaption className="stack g1">
        <p className="name">
          <bdi>{file.name}</bdi>
        </p>
        <p className="meta">
          <span className="num">{kindAndSize(t, locale, file)}</span>
          <span>{languageName(file.language, locale)}</span>
          <a href={href} download="">
            {t("files.download")}
            <span className="vh">
              {" "}
              <bdi>{file.name}</bdi>
            </span>
          </a>
        </p>
        {children}
      </figcaption>
    </figure>
  );
}

function posterHref({ id, pictureWidths }: { id: string; pictureWidths: number[] }): string | undefined {
  const width = pictureWidths.findLast((one) => one <= PICTURE_WIDTHS[1]) ?? pictureWidths[0];
  return width === undefined ? undefined : pictureHref(id, width, "webp");
}
