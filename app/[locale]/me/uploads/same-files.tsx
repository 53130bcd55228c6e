import type { SameFile } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Where the same content already exists: it need not be uploaded twice. */
export function SameFiles(props: { t: Translator; locale: Locale; same: readonly SameFile[] }) {
  const { t, locale, same } = props;
  if (same.length === 0) return null;
  return (
    <span className="tiny same">
      {t("files.same")}{" "}
      {same.map((other) => (
        <span key={`${other.id}${other.place}`}>
          {other.place ? (
            <a href={localePath(locale, other.place)}>
              <bdi>{other.name}</bdi>
            </a>
          ) : (
            <bdi>{other.name}</bdi>
          )}{" "}
        </span>
      ))}
    </span>
  );
}
