import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import type { CalledKind } from "@/components/listbox/names";
import type { Translator } from "@/lib/i18n/translator";
import { classNames } from "./class-names";
import { Icon, type IconName } from "./icon";

/** What every field shows around its control. `id` defaults to `name`; messages are translated sentences. */
export interface FieldParts {
  name: string;
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** The errors and how to correct them, shown as one line. */
  errors?: string[];
  /** Text such as "optional" after the label. */
  aside?: ReactNode;
  isBig?: boolean;
}

interface Wiring {
  id: string;
  describedBy: string | undefined;
  isInvalid: true | undefined;
}

/**
 * Returns the attributes that connect a control to its descriptions: the text beside its label, the hint, the
 * errors.
 */
function wiring(parts: Pick<FieldParts, "id" | "name" | "aside" | "hint" | "errors">): Wiring {
  const { id, name, aside, hint, errors } = parts;
  const own = id ?? name;
  const isInvalid = errors && errors.length > 0 ? true : undefined;
  const describedBy = classNames(
    isShown(aside) && `${own}-aside`,
    isShown(hint) && `${own}-hint`,
    isInvalid && `${own}-error`,
  );
  return { id: own, describedBy, isInvalid };
}

const isShown = (words: ReactNode) => words != null && words !== false && words !== "";

/** A label and the text beside it, which describes the control but is not part of its name. */
function Label({ id, label, aside }: { id: string; label: ReactNode; aside: ReactNode }) {
  const named = <label htmlFor={id}>{label}</label>;
  if (!isShown(aside)) return named;
  return (
    <span className="lab">
      {named}{" "}
      <span className="opt" id={`${id}-aside`}>
        {aside}
      </span>
    </span>
  );
}

/** The errors of a field, above its control. */
export function FieldError({ id, errors }: { id: string; errors: string[] | undefined }) {
  if (!errors || errors.length === 0) return null;
  return (
    <span className="msg" id={`${id}-error`}>
      <Icon name="alert" />
      <span>{errors.join(" ")}</span>
    </span>
  );
}

/** Label, hint, errors and a custom control: `children` receives the attributes that connect them. */
export function Field(props: FieldParts & { children: (wiring: Wiring) => ReactNode }) {
  const { label, hint, errors, aside, children } = props;
  const wired = wiring(props);
  return (
    <div className={classNames("f", wired.isInvalid && "err")}>
      <Label id={wired.id} label={label} aside={aside} />
      {isShown(hint) ? (
        <span className="hint" id={`${wired.id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={wired.id} errors={errors} />
      {children(wired)}
    </div>
  );
}

function split<T extends FieldParts>(props: T): [FieldParts, Omit<T, keyof FieldParts>] {
  const { name, id, label, hint, errors, aside, isBig, ...rest } = props;
  return [{ name, id, label, hint, errors, aside, isBig }, rest as Omit<T, keyof FieldParts>];
}

function controlClass(isBig: boolean | undefined): string {
  return isBig ? "in big" : "in";
}

/** A single-line text field. */
export function TextField(props: FieldParts & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id">) {
  const [parts, rest] = split(props);
  return (
    <Field {...parts}>
      {({ id, describedBy, isInvalid }) => (
        <input
          className={controlClass(parts.isBig)}
          id={id}
          name={parts.name}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          {...rest}
        />
      )}
    </Field>
  );
}

/** A password field with a button to show the password; the button needs scripts. */
export function PasswordField(
  props: FieldParts & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "type"> & { t: Translator },
) {
  const { t, ...others } = props;
  const [parts, rest] = split(others);
  return (
    <Field {...parts}>
      {({ id, describedBy, isInvalid }) => (
        <div className="row tight">
          <input
            className={controlClass(parts.isBig)}
            id={id}
            name={parts.name}
            type="password"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            autoCapitalize="none"
            spellCheck={false}
            {...rest}
          />
          <button
            type="button"
            className={classNames("btn", parts.isBig && "big")}
            data-reveal={id}
            aria-pressed={false}
            hidden
          >
            {t("common.show")}
          </button>
        </div>
      )}
    </Field>
  );
}

/** A multi-line text field. */
export function TextArea(
  props: FieldParts & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "id">,
) {
  const [parts, rest] = split(props);
  return (
    <Field {...parts}>
      {({ id, describedBy, isInvalid }) => (
        <textarea
          className="in"
          id={id}
          name={parts.name}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          {...rest}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  /** The code of the country, language or currency, if the value is not the code. */
  code?: string;
}

/** The options of a list. */
export function OptionLines({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label, code }) => (
    <option key={value} value={value} data-code={code}>
      {label}
    </option>
  ));
}

/**
 * A list with a single choice. `empty` is the first option, without a value ("Choose a country", "All
 * regions"). Scripts turn a long list into a search field (`enhance/picks.ts`); `names` says what its options
 * are names of, so that they are also found in other languages and by code.
 */
export function SelectField(
  props: FieldParts &
    Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "id" | "children"> & {
      options: readonly Option[];
      empty?: string;
      names?: CalledKind;
    },
) {
  const { options, empty, names, ...others } = props;
  const [parts, rest] = split(others);
  return (
    <Field {...parts}>
      {({ id, describedBy, isInvalid }) => (
        <select
          className={controlClass(parts.isBig)}
          id={id}
          name={parts.name}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          data-names={names}
          {...rest}
        >
          {empty !== undefined ? <option value="">{empty}</option> : null}
          <OptionLines options={options} />
        </select>
      )}
    </Field>
  );
}

/** A checkbox with its label beside it. */
export function Checkbox(
  props: Omit<FieldParts, "aside" | "isBig"> &
    Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "id" | "type">,
) {
  const [parts, rest] = split(props);
  const { id, describedBy, isInvalid } = wiring(parts);
  return (
    <div className={classNames("f", isInvalid && "err")}>
      <FieldError id={id} errors={parts.errors} />
      <label className="pick" htmlFor={id}>
        <input
          type="checkbox"
          id={id}
          name={parts.name}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          {...rest}
        />
        <span>{parts.label}</span>
      </label>
      {parts.hint ? (
        <span className="hint" id={`${id}-hint`}>
          {parts.hint}
        </span>
      ) : null}
    </div>
  );
}

/** A choice of one from visible options. The group is the field: a link to `id` leads to its first option. */
export function RadioGroup(
  props: Omit<FieldParts, "isBig"> & {
    options: readonly (Option & { hint?: ReactNode; icon?: IconName })[];
    value?: string;
    required?: boolean;
    /** Whether the options are in columns. */
    isGrid?: boolean;
  },
) {
  const { name, label, hint, errors, aside, options, value, required, isGrid = false } = props;
  const { id, describedBy, isInvalid } = wiring(props);
  const radios = options.map((option, index) => (
    <label className="pick" key={option.value}>
      <input
        type="radio"
        id={index === 0 ? id : undefined}
        name={name}
        value={option.value}
        defaultChecked={value === option.value}
        required={required}
        aria-invalid={isInvalid}
      />
      {option.icon ? <Icon name={option.icon} /> : null}
      <span>
        {option.label}
        {option.hint ? <span className="dim"> {option.hint}</span> : null}
      </span>
    </label>
  ));
  return (
    <fieldset className={classNames("f", isInvalid && "err")} aria-describedby={describedBy}>
      <legend>{label}</legend>
      {isShown(aside) ? (
        <span className="opt" id={`${id}-aside`}>
          {aside}
        </span>
      ) : null}
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={id} errors={errors} />
      {isGrid ? <div className="pick-grid">{radios}</div> : radios}
    </fieldset>
  );
}
