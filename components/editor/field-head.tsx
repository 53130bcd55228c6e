interface Props {
  id: string;
  label: string;
  isRequired?: boolean | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
}

/** What stands over a control: its name, what is meant, what is wrong. */
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

/** What a control is described by, as `FieldHead` names it. */
export function describedBy({
  id,
  hint,
  problem,
}: Pick<Props, "id" | "hint" | "problem">): string | undefined {
  return [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-error`] : [])].join(" ") || undefined;
}
