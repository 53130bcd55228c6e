import type { Translator } from "@/lib/i18n/translator";
import { classNames } from "./class-names";
import type { Option } from "./field";
import { FieldError } from "./field";

/** Of a list that becomes a field which searches: what that says of words that no entry has. */
export function searching(t: Translator) {
  return { "data-combo": "", "data-none": t("common.pick.none"), "data-unknown": t("common.pick.unknown") };
}

/** What is chosen of some options, with its words; what is not among them is called as it was typed. */
export function pickedOf(options: readonly Option[], values: readonly string[]) {
  const chosen = values
    .filter((value) => value !== "")
    .map((value) => options.find((one) => one.value === value) ?? { value, label: value });
  return { options, chosen };
}

/**
 * Several values: those that are chosen as boxes, and a list to add one more. Without scripts each send adds one;
 * scripts turn the list into a field that searches, and add as many as are chosen there.
 */
export function PickMany(props: {
  t: Translator;
  name: string;
  id?: string;
  label: string;
  hint?: string | undefined;
  errors?: string[] | undefined;
  /** The words of the list: "Add a language". */
  add: string;
  options: readonly Option[];
  /** What is chosen, with its words. */
  chosen: readonly Option[];
  /** The id of a list of suggestions: values are then typed, and need not be on the list. */
  suggestions?: string | undefined;
  /** Where members are asked for by name, for scripts. */
  people?: string | undefined;
}) {
  const { t, name, id = name, label, hint, errors, add, options, chosen, suggestions } = props;
  const isInvalid = errors && errors.length > 0 ? true : undefined;
  const describedBy = classNames(hint && `${id}-hint`, isInvalid && `${id}-error`);
  const taken = new Set(chosen.map(({ value }) => value));
  const control = {
    className: "in",
    id,
    name,
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid,
  };
  return (
    <fieldset className={classNames("f", isInvalid && "err")} data-pick="" data-people={props.people}>
      <legend>{label}</legend>
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={id} errors={errors} />
      <input type="hidden" name={name} value="" />
      {chosen.map((one) => (
        <label className="pick" key={one.value}>
          <input type="checkbox" name={name} value={one.value} defaultChecked />
          <bdi>{one.label}</bdi>
        </label>
      ))}
      <label className="vh" htmlFor={id}>
        {add}
      </label>
      {suggestions === undefined ? (
        <select {...control} defaultValue="" {...searching(t)}>
          <option value="">{add}</option>
          {options
            .filter(({ value }) => !taken.has(value))
            .map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
        </select>
      ) : (
        <input
          {...control}
          defaultValue=""
          placeholder={add}
          list={suggestions}
          dir="auto"
          data-combo=""
          autoComplete="off"
        />
      )}
    </fieldset>
  );
}
