import { type ReactNode, useId } from "react";
import { message } from "@/lib/i18n/message";
import { type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { describedBy, FieldHead } from "../field-head";

interface Control {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A control with the label of its field and its error. */
export function Labelled(props: {
  field: Field;
  problem: string | undefined;
  hint?: string | undefined;
  children: (control: Control) => ReactNode;
}) {
  const { field, problem, hint, children } = props;
  const { t, data } = useEditorContext();
  const id = useId();
  return (
    <div className={problem ? "f err" : "f"}>
      <FieldHead
        {...{ id, hint, problem }}
        label={message(t, fieldLabelKey(data.section, field))}
        isRequired={field.required}
      />
      {children({
        id,
        "aria-invalid": problem ? true : undefined,
        "aria-describedby": describedBy({ id, hint, problem }),
      })}
    </div>
  );
}

/** Several controls under the label of one field. */
export function Grouped(props: {
  field: Field;
  problem: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const { field, problem, className, children } = props;
  const { t, data } = useEditorContext();
  const id = useId();
  const name = [className ?? "f", ...(problem ? ["err"] : [])].join(" ");
  return (
    <fieldset className={name} aria-describedby={problem ? id : undefined}>
      <legend>{message(t, fieldLabelKey(data.section, field))}</legend>
      {problem ? (
        <p className="msg" id={id}>
          {problem}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}
