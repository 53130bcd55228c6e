import { type AnswerPlace, draftKey } from "@/lib/legal/answer/model";

interface Props {
  place: AnswerPlace;
  /** Id of the provision. */
  provision: string;
  /** Name of the provision for screen readers, which may read the buttons out of context. */
  name: string;
}

/**
 * Placeholder for the buttons that copy a provision with its citation and add it to the drafting list. The list
 * is stored in the browser, so without scripts there are no buttons (`enhance/drafting`).
 */
export function DraftMark({ place, provision, name }: Props) {
  if (place.revision === 0) return null;
  return <span className="draft" data-draft={draftKey(place, provision)} data-name={name} />;
}
