import type { MarksData } from "./model";

/** The marks currently chosen for a save. */
export interface ChosenMarks {
  isUpToDate: boolean;
  label: string;
}

/** Returns the chosen marks for the request; nothing if there was nothing to choose. */
export function marksToSend(marks: MarksData | null | undefined, chosen: ChosenMarks) {
  if (!marks) return {};
  const isFollowing = marks.follows !== null && (marks.isFirst || chosen.isUpToDate);
  return {
    ...(isFollowing && marks.follows !== null ? { follows: marks.follows } : {}),
    ...(marks.labels.length > 1 ? { label: chosen.label } : {}),
  };
}

/** Choices for whether a translation follows the current source, and for the origin of the text. */
export function TextMarks(props: {
  marks: MarksData | null | undefined;
  chosen: ChosenMarks;
  onChange: (chosen: ChosenMarks) => void;
}) {
  const { marks, chosen, onChange } = props;
  if (!marks) return null;
  const { words, labels } = marks;
  return (
    <>
      {marks.follows !== null && !marks.isFirst ? (
        <label className="pick">
          <input
            type="checkbox"
            checked={chosen.isUpToDate}
            aria-describedby="up-to-date-hint"
            onChange={(event) => onChange({ ...chosen, isUpToDate: event.target.checked })}
          />
          <span>
            {words.upToDate}
            <span className="hint" id="up-to-date-hint">
              {words.upToDateHint}
            </span>
          </span>
        </label>
      ) : null}
      {labels.length > 1 ? (
        <div className="f">
          <label htmlFor="text-label">{words.label}</label>
          <select
            className="in"
            id="text-label"
            value={chosen.label}
            onChange={(event) => onChange({ ...chosen, label: event.target.value })}
          >
            {labels.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  );
}
