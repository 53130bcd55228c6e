import type { ReactNode } from "react";
import type { CalledKind } from "@/components/listbox/names";
import { classNames } from "./class-names";
import { FieldError, type Option, OptionLines } from "./field";

/** Of a list that becomes a field which searches, however short it is. */
export const SEARCHING = { "data-combo": "" };

/** What is chosen of some options, with its words; what is not among them is called as it was typed. */
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
  /** The words of the list: "Add a language". */
  add: string;
  options: readonly Option[];
  /** Of what they are names, which are then found in other languages and by their codes, too. */
  names?: CalledKind;
  /** What is chosen, with its words. */
  chosen: readonly Option[];
  /** The id of a list of suggestions: values are then typed, and need not be on the list. */
  suggestions?: string | undefined;
  /** Where members are asked for by name, for scripts. */
  people?: string | undefined;
  /** What stands above the boxes. */
  children?: ReactNode;
}

/**
 * Several values: those that are chosen as boxes, and a list to add one more. Without scripts each send adds one;
 * scripts turn the list into a field that searches, and add as many as are chosen there.
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

/** The list to add one more; a field to type into where values need not be on a list. */
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
 * The values of a filter that are not in sight, as a list that searches. It goes into a `fieldset` with `data-pick`,
 * behind a `div` with the class `picks` that has a box for each value in sight. Nothing where there are no others.
 */
export function PickMore(props: {
  name: string;
  /** The words of the list: "Add a country". */
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
