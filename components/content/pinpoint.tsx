import { Fragment, type ReactNode } from "react";
import { articlePathOf } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { splitPinpoints } from "@/lib/text/pinpoints";

/**
 * A text in which articles that are cited as lawyers do, "Art. 18 BC", lead to their pages and show their titles. What
 * cites no article that there is stays text.
 */
export function pinpointed(text: string, t: Translator, locale: Locale): ReactNode {
  const pieces = splitPinpoints(text);
  if (pieces.length === 1 && typeof pieces[0] === "string") return text;
  return pieces.map((piece, n) => {
    const key = String(n);
    if (typeof piece === "string") return <Fragment key={key}>{piece}</Fragment>;
    const name = `vocabulary.article.${piece.id}`;
    const title = message(t, name);
    const path = articlePathOf(piece.id);
    if (title === name || !path) return <Fragment key={key}>{piece.text}</Fragment>;
    return (
      <a key={key} href={localePath(locale, path)} title={title}>
        {piece.text}
      </a>
    );
  });
}
