import type { Picture } from "@/components/content/node-shell";

/** The cover picture of a post; nothing if there is none or it cannot be shown. */
export function Cover(props: {
  cover: { file: string; alt: string | null } | null;
  pictureOf: (file: string) => Picture | null;
}) {
  const { cover, pictureOf } = props;
  const picture = cover ? pictureOf(cover.file) : null;
  if (!cover || !picture) return null;
  return (
    <img
      className="cover"
      src={picture.src}
      srcSet={picture.srcSet}
      sizes="(max-width: 46rem) 100vw, 44rem"
      width={picture.width}
      height={picture.height}
      alt={cover.alt ?? ""}
      decoding="async"
    />
  );
}
