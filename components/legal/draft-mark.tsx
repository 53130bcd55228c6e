import { type AnswerPlace, draftKey } from "@/lib/legal/answer/model";

interface Props {
  place: AnswerPlace;
  /** Its id. */
  provision: string;
  /** What it is, for those who hear the buttons out of their place. */
  name: string;
}

/**
 * Where scripts put the buttons that copy a provision with its citation and add it to the drafting list, which is kept
 * in the browser: without them there is nothing (`enhance/drafting`).
 */
export function DraftMark({ place, provision, name }: Props) {
  if (place.revision === 0) return null;
  return <span className="draft" data-draft={draftKey(place, provision)} data-name={name} />;
}
