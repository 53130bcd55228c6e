import type { ReactNode } from "react";
import type { CalledKind } from "@/components/listbox/names";
import { classNames } from "./class-names";
import { FieldError, type Option, OptionLines } from "./field";

/** Marks a list that becomes a search field, however short it is. */
export const SEARCHING = { "data-combo": "" };

/** Returns the chosen options with their labels; a value that is not an option is labelled as typed. */
export function pickedOf(options: readonly Option[], values: readonly string[]) {
  const chosen = values
    .filter((value) => value !== "")
    .map((value) => options.find((one) => one.value === value) ?? { value, label: value });
  return { options, chosen };
}

interface Props {
  name: string;
  id?: string;
  label: string;
  hint?: ReactNode;
  errors?: string[] | undefined;
  /** The label of the list: "Add a language". */
  add: string;
  options: readonly Option[];
  /** What the options are names of, so that they are also found in other languages and by code. */
  names?: CalledKind;
  /** The chosen values with their labels. */
  chosen: readonly Option[];
  /** The id of a list of suggestions: values are then typed, and need not be in the list. */
  suggestions?: string | undefined;
  /** The address for looking up members by name, for scripts. */
  people?: string | undefined;
  /** Shown above the boxes. */
  children?: ReactNode;
}

/**
 * A choice of several values: the chosen ones as boxes, and a list to add one more. Without scripts each
 * submit adds one; scripts turn the list into a search field that adds any number.
 */
export function PickMany(props: Props) {
  const { name, id = name, label, hint, errors, options, chosen, children } = props;
  const isInvalid = errors && errors.length > 0 ? true : undefined;
  const taken = new Set(chosen.map(({ value }) => value));
  return (
    <fieldset className={classNames("f", isInvalid && "err")} data-pick="" data-people={props.people}>
      <legend>{label}</legend>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={id} errors={errors} />
      {children}
      <input type="hidden" name={name} value="" />
      <div className="picks">
        {chosen.map((one) => (
          <label className="pick" key={one.value}>
            <input type="checkbox" name={name} value={one.value} defaultChecked />
            <bdi>{one.label}</bdi>
          </label>
        ))}
      </div>
      <AddOne {...props} options={options.filter(({ value }) => !taken.has(value))} />
    </fieldset>
  );
}

/** The list to add a value; a text field if values need not be in a list. */
function AddOne({ name, id = name, hint, errors, add, options, names, suggestions }: Props) {
  const isInvalid = errors && errors.length > 0 ? true : undefined;
  const control = {
    className: "in",
    id,
    name,
    "aria-describedby": classNames(hint ? `${id}-hint` : undefined, isInvalid && `${id}-error`),
    "aria-invalid": isInvalid,
    defaultValue: "",
  };
  return (
    <>
      <label className="vh" htmlFor={id}>
        {add}
      </label>
      {suggestions === undefined ? (
        <select {...control} data-names={names} {...SEARCHING}>
          <option value="">{add}</option>
          <OptionLines options={options} />
        </select>
      ) : (
        <input
          {...control}
          placeholder={add}
          list={suggestions}
          dir="auto"
          autoComplete="off"
          {...SEARCHING}
        />
      )}
    </>
  );
}

/**
 * The values of a filter without a visible box, as a search list. Place it in a `fieldset` with `data-pick`,
 * after a `div` of class `picks` with a box for each visible value. Nothing if there are no others.
 */
export function PickMore(props: {
  name: string;
  /** The label of the list: "Add a country". */
  add: string;
  options: readonly Option[];
  names: CalledKind;
}) {
  const { name, add, options, names } = props;
  if (options.length === 0) return null;
  const id = `more-${name}`;
  return (
    <div className="f">
      <label className="vh" htmlFor={id}>
        {add}
      </label>
      <select className="in" id={id} name={name} defaultValue="" data-names={names} {...SEARCHING}>
        <option value="">{add}</option>
        <OptionLines options={options} />
      </select>
    </div>
  );
}
