import { Fragment, type ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { withLinks } from "@/lib/text/bare-links";
import { SafeLink } from "./inline";
import { pinpointed } from "./pinpoint";

/** Returns members' own words in a record with links for addresses and for cited articles. */
export function worded(text: string, t: Translator, locale: Locale): ReactNode {
  const pieces = withLinks(text);
  if (pieces.length < 2 && pieces[0]?.type === "text" && !pieces[0].marks) return pinpointed(text, t, locale);
  return pieces.map((piece, n) => {
    const key = String(n);
    if (piece.type !== "text") return null;
    const link = piece.marks?.find((mark) => mark.type === "link");
    return link ? (
      <SafeLink key={key} href={link.attrs.href} locale={locale} text={<bdi>{piece.text}</bdi>} />
    ) : (
      <Fragment key={key}>{pinpointed(piece.text, t, locale)}</Fragment>
    );
  });
}
