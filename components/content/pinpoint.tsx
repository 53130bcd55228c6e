import { Fragment, type ReactNode } from "react";
import { articlePathOf } from "@/lib/convention/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import { splitPinpoints } from "@/lib/text/pinpoints";
import { nearestParagraph, paragraphAnchor } from "@/lib/vocabulary/paragraphs";

/** Returns an article's title and what it requires, on separate lines, for the popup on its link. */
function cardOf(id: string, through: readonly string[], t: Translator): string | null {
  const words = (key: string) => {
    const text = message(t, key);
    return text === key ? null : text;
  };
  const title = words(`vocabulary.article.${id}`);
  if (title === null) return null;
  const between = through.map((one) => {
    const [, article = ""] = one.split("-");
    return t("common.pair", {
      label: t("revisions.record.article", { article }),
      value: words(`vocabulary.article.${one}`) ?? "",
    });
  });
  return [title, words(`asks.${id}`), ...between].filter((line) => line !== null).join("\n");
}

/**
 * Returns a text in which articles cited the way lawyers do, "Art. 18 BC", are links with a popup of their
 * title and content. Citations of articles that do not exist stay text.
 */
export function pinpointed(text: string, t: Translator, locale: Locale): ReactNode {
  const pieces = splitPinpoints(text);
  if (pieces.length === 1 && typeof pieces[0] === "string") return text;
  return pieces.map((piece, n) => {
    const key = String(n);
    if (typeof piece === "string") return <Fragment key={key}>{piece}</Fragment>;
    const card = cardOf(piece.id, piece.through ?? [], t);
    const path = articlePathOf(piece.id);
    if (card === null || !path) return <Fragment key={key}>{piece.text}</Fragment>;
    const place = nearestParagraph(piece.id, piece.place ?? "");
    const [, number = ""] = piece.id.split("-");
    const anchor = place === "" ? "" : `#${paragraphAnchor(number, place)}`;
    return (
      <a key={key} href={localePath(locale, path) + anchor} title={card} data-card="">
        {piece.text}
      </a>
    );
  });
}
