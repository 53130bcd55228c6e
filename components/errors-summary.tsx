import { message, type Translator } from "@/lib/i18n/translator";

/** The problems of a form: codes by field, and an error of the form as a whole. The shape of `FormState`. */
export interface FormProblems {
  errors: Readonly<Record<string, string[]>>;
  error?: { code: string; reason: string; details?: unknown } | null;
}

/** Returns the text for an error: of its reason, or the general one of its code. */
export function problemText(
  t: Translator,
  code: string,
  reason: string,
  values?: Record<string, string | number>,
): string {
  const key = `errors.${code}.${reason}`;
  const text = message(t, key, values);
  return text === key ? message(t, `errors.${code}.generic`, values) : text;
}

/**
 * Returns the codes of each field with errors. Errors in the values of a list ("articles.0") are reported
 * once for the whole field, which users fill in as one.
 */
function codesByField({ errors }: FormProblems): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const [path, codes] of Object.entries(errors)) {
    if (codes.length === 0) continue;
    const name = path.replace(/(?<=.)(?:\.\d+)+$/, "");
    fields.set(name, [...new Set([...(fields.get(name) ?? []), ...codes])]);
  }
  return fields;
}

/** Returns the messages of one field for its `errors`; undefined if it has none. */
export function fieldProblems(t: Translator, problems: FormProblems, name: string): string[] | undefined {
  return codesByField(problems)
    .get(name)
    ?.map((code) => problemText(t, "invalid", code));
}

/** The details of an error that its text may name: numbers (how long to wait, how many are allowed), and who did it (`by`). */
function valuesOf(details: unknown): Record<string, string | number> {
  if (typeof details !== "object" || details === null) return {};
  return Object.fromEntries(
    Object.entries(details).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "number" || (entry[0] === "by" && typeof entry[1] === "string"),
    ),
  );
}

/**
 * All errors of a form, at its head: it takes the focus (through the browser, or through the script in
 * browsers that focus only fields) and links to each field. `labels` names the fields in the order of the
 * page; `ids` gives a control's id if it is not the field's name.
 */
export function ErrorsSummary(props: {
  t: Translator;
  problems: FormProblems;
  labels: Readonly<Record<string, string>>;
  ids?: Readonly<Record<string, string>>;
}) {
  const { t, problems, labels, ids = {} } = props;
  const fields = codesByField(problems);
  const order = [
    ...Object.keys(labels).filter((name) => fields.has(name)),
    ...[...fields.keys()].filter((name) => !(name in labels)),
  ];
  const whole =
    problems.error && problems.error.code !== "invalid"
      ? problemText(t, problems.error.code, problems.error.reason, valuesOf(problems.error.details))
      : null;
  const general =
    order.length === 0 && problems.error?.code === "invalid"
      ? problemText(t, "invalid", problems.error.reason)
      : null;
  const count = order.length + (whole || general ? 1 : 0);
  if (count === 0) return null;
  return (
    <div
      className="errsum stack g1"
      role="alert"
      tabIndex={-1}
      aria-labelledby="errors-title"
      // biome-ignore lint/a11y/noAutofocus: a page that comes back with problems begins with them
      autoFocus
      data-focus=""
    >
      <h2 id="errors-title">{t("common.errors.title", { count })}</h2>
      <ul>
        {whole ? <li>{whole}</li> : null}
        {general ? <li>{general}</li> : null}
        {order.map((name) => (
          <li key={name}>
            <Problem t={t} name={ids[name] ?? name} label={labels[name]} codes={fields.get(name) ?? []} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Problem({
  t,
  name,
  label,
  codes,
}: {
  t: Translator;
  name: string;
  label: string | undefined;
  codes: string[];
}) {
  const problem = codes.map((code) => problemText(t, "invalid", code)).join(" ");
  if (label === undefined) return <>{problem}</>;
  return <a href={`#${name}`}>{t("common.errors.field", { label, problem })}</a>;
}
