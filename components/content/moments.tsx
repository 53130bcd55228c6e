import { Fragment, type ReactNode } from "react";
import { stamp } from "@/components/time";
import { splitMoments } from "@/lib/text/written-moments";

/**
 * Returns a text in which times that name their zone are marked as such, so that a script shows them in the reader's zone
 * (`enhance/times.ts`). Without scripts they are as written. `words` draws the rest.
 */
export function withMoments(text: string, words: (text: string) => ReactNode): ReactNode {
  const pieces = splitMoments(text);
  if (pieces.length === 1 && typeof pieces[0] === "string") return words(text);
  return pieces.map((piece, n) => {
    const key = String(n);
    if (typeof piece === "string") return <Fragment key={key}>{words(piece)}</Fragment>;
    return (
      <time key={key} dateTime={stamp(piece.at)} data-typed={piece.text}>
        {piece.text}
      </time>
    );
  });
}
