interface Props {
  id: string;
  label: string;
  isRequired?: boolean | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
}

/** The text above a control: its label, hint and error. */
export function FieldHead({ id, label, isRequired, hint, problem }: Props) {
  return (
    <>
      <label htmlFor={id}>
        {label}
        {isRequired ? <span aria-hidden="true"> *</span> : null}
      </label>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {problem ? (
        <span className="msg" id={`${id}-error`}>
          {problem}
        </span>
      ) : null}
    </>
  );
}

/** Returns the ids that describe a control, as `FieldHead` sets them. */
export function describedBy({
  id,
  hint,
  problem,
}: Pick<Props, "id" | "hint" | "problem">): string | undefined {
  return [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-error`] : [])].join(" ") || undefined;
}
