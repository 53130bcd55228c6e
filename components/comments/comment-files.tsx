import { FileEntry } from "@/components/files/file-entry";
import { fileHref, type ShownFile } from "@/lib/files/model";
import { isPicture, pictureHref, shownPictures } from "@/lib/files/pictures/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** The narrowest of the pictures that the site makes of a file is enough beside a text. */
const WIDTH = 320;

/**
 * The files of a comment, below its text. Their addresses do not name the page, so that they stay when the comment is
 * moved. Nothing for a comment without files.
 */
export function CommentFiles(props: {
  t: Translator;
  locale: Locale;
  files: readonly ShownFile[] | undefined;
}) {
  const { t, locale, files = [] } = props;
  if (files.length === 0) return null;
  return (
    <ul className="list attached" aria-label={t("comments.files.title")}>
      {files.map((file) => (
        <FileEntry key={file.id} t={t} locale={locale} file={file} href={fileHref(file.id)} hasSum={false}>
          <Preview file={file} />
        </FileEntry>
      ))}
    </ul>
  );
}

/** A picture that the site made of a picture, for readers who see it: its name is the link beside it. */
function Preview({ file }: { file: ShownFile }) {
  const [picture] = isPicture(file) ? shownPictures([file]) : [];
  if (!picture?.widths.length) return null;
  const width = Math.min(picture.width, WIDTH);
  const at = picture.widths.includes(WIDTH) ? WIDTH : Math.min(...picture.widths);
  return (
    <img
      className="shot"
      src={pictureHref(file.id, at, "webp")}
      alt=""
      width={width}
      height={Math.round((width * picture.height) / picture.width)}
      loading="lazy"
    />
  );
}
