import { picturesOf } from "@/components/blog/post-picture";
import { SectionHead } from "@/components/ui/heading";
import { fileTypeOf } from "@/lib/files/types/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, VersionFile } from "@/lib/training";
import { previewPath } from "@/lib/training/model";
import { shownVersions } from "./versions-part";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  isReview?: boolean;
}

/** The number of a version's files shown as pictures; the others are only in the list. */
const MOST = 6;

/**
 * Previews of the newest version's files: pictures, and first pages. Only for files that every reader may have;
 * for reviewers also for those that are not published yet.
 */
export function PreviewPart({ t, locale, material, isReview }: Props) {
  const [newest] = shownVersions(material, isReview);
  const shown = (newest?.files ?? []).filter(
    (file) =>
      file.state === "clean" &&
      file.role !== "poster" &&
      file.pictureSize &&
      (file.isOpen ? file.access === "public" : isReview),
  );
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="preview" className="stack">
      <SectionHead id="preview">{t("training.material.preview")}</SectionHead>
      <ul className="previews">
        {shown.slice(0, MOST).map((file) => (
          <li key={file.id}>
            <PreviewOf t={t} locale={locale} slug={material.slug} file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PreviewOf(props: { t: Translator; locale: Locale; slug: string; file: VersionFile }) {
  const { t, locale, slug, file } = props;
  const { id, pictureWidths: widths, pictureSize: size } = file;
  const picture = size ? picturesOf([{ id, widths, ...size }])(id) : null;
  if (!picture) return null;
  const isPicture = fileTypeOf(file.type).group === "picture";
  const name = { name: file.name };
  const drawn = (
    <img
      {...picture}
      sizes="20rem"
      loading="lazy"
      alt={isPicture ? t("training.material.pictureOf", name) : t("training.material.firstPage", name)}
    />
  );
  if (isPicture || !file.isOpen) return drawn;
  return (
    <>
      {drawn}
      <a href={localePath(locale, previewPath(slug, file.id, file.access))}>
        {t("training.material.lookInside")}
        <span className="vh">
          {" "}
          <bdi>{file.name}</bdi>
        </span>
      </a>
    </>
  );
}
