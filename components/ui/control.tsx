import type { InputHTMLAttributes, ReactNode } from "react";
import {
  Checkbox,
  FieldError,
  type FieldParts,
  type Option,
  SelectField,
  TextArea,
  TextField,
} from "./field";
import { PickMany, pickedOf, SEARCHING } from "./pick";

type Input = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "inputMode" | "dir" | "list" | "maxLength" | "required" | "autoComplete"
>;
type Select = Parameters<typeof SelectField>[0];
type Picks = Parameters<typeof PickMany>[0];

/** The description of a field's control: forms of records and of details are drawn from such descriptions. */
export type Asked =
  | ({ type: "line"; input?: "text" | "url" | "email" | "tel" | "date" } & Input)
  | ({ type: "lines"; rows: number } & Pick<Input, "dir" | "maxLength" | "required">)
  | ({ type: "one"; isSearched?: boolean } & Pick<
      Select,
      "options" | "empty" | "names" | "required" | "autoComplete"
    >)
  /** `sendsNone`: also sends a value if no box is ticked. */
  | {
      type: "boxes";
      options: readonly Option[];
      grid: "pick-grid" | "choice-grid" | "boxes";
      sendsNone?: boolean;
    }
  | ({ type: "several"; chosen?: readonly Option[] } & Pick<
      Picks,
      "add" | "options" | "names" | "suggestions" | "people" | "children"
    >)
  | { type: "box"; value?: string };

interface Props extends FieldParts {
  label: string;
  hint?: ReactNode;
  asks: Asked;
  /** The initial value: for one box whether it is ticked, for several the chosen ones. */
  value: string | readonly string[] | boolean;
}

/** A form field that works without scripts, drawn by its description. */
export function Control({ asks, value, ...parts }: Props): ReactNode {
  const text = typeof value === "string" ? value : "";
  const list = typeof value === "object" ? value : [];
  switch (asks.type) {
    case "line": {
      const { type: _, input, ...rest } = asks;
      return <TextField {...parts} type={input} {...rest} defaultValue={text} />;
    }
    case "lines": {
      const { type: _, ...input } = asks;
      return <TextArea {...parts} {...input} defaultValue={text} />;
    }
    case "one": {
      const { type: _, isSearched, ...select } = asks;
      return <SelectField {...parts} {...select} defaultValue={text} {...(isSearched ? SEARCHING : {})} />;
    }
    case "boxes":
      return <Boxes {...parts} {...asks} chosen={list} />;
    case "several": {
      const { type: _, chosen, ...picks } = asks;
      return (
        <PickMany {...parts} {...pickedOf(asks.options, list)} {...picks} {...(chosen ? { chosen } : {})} />
      );
    }
    case "box":
      return <Checkbox {...parts} value={asks.value} defaultChecked={value === true} />;
  }
}

function Boxes(
  props: Omit<Props, "asks" | "value"> & Extract<Asked, { type: "boxes" }> & { chosen: readonly string[] },
) {
  const { name, id = name, label, hint, errors, options, grid, sendsNone = false, chosen } = props;
  const described = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      className={errors ? "f err" : "f"}
      id={sendsNone ? id : undefined}
      aria-describedby={described || undefined}
    >
      <legend>{label}</legend>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={id} errors={errors} />
      {sendsNone ? <input type="hidden" name={name} value="" /> : null}
      <div className={grid}>
        {options.map((option, index) => (
          <label className="pick" key={option.value}>
            <input
              type="checkbox"
              id={sendsNone ? undefined : `${id}-${index}`}
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
