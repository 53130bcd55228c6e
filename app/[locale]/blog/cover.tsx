import type { Picture } from "@/components/content/node-shell";

/** The picture at the head of a post; nothing where there is none, or none that can be shown. */
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
