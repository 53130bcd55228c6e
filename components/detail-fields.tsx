import type { ReactNode } from "react";
import type { FormFields } from "@/components/post-form";
import { type Asked, Control } from "@/components/ui/control";

/** A field of the details of a post, of training material or of a member. */
export type DetailField = { name: string; hint?: ReactNode; isBig?: boolean } & Asked;

interface Props {
  /** What the fields are called, by their names. */
  labels: Readonly<Record<string, string>>;
  /** What is kept, by the names of the fields; nothing where the form begins something. */
  kept?: object;
  fields: FormFields;
}

/** A field of details, by its description: with what was sent and what is wrong with it, else with what is kept. */
export function DetailControl({ field, labels, kept = {}, fields }: Props & { field: DetailField }) {
  const { name, hint, isBig, ...asks } = field;
  const isList = asks.type === "boxes" || asks.type === "several";
  return (
    <Control
      name={isList ? `${name}[]` : name}
      id={name}
      label={labels[name] ?? ""}
      hint={hint}
      isBig={isBig}
      errors={fields.errors(name)}
      asks={asks}
      value={startOf(asks, fields, name, (kept as Record<string, unknown>)[name])}
    />
  );
}

function startOf({ type }: Asked, fields: FormFields, name: string, kept: unknown) {
  if (type === "boxes" || type === "several") return fields.values(name, kept as readonly string[]);
  if (type === "box") return fields.checked(name, kept === true);
  return fields.value(name, kept as string | null);
}

export const DetailFields = ({ list, ...props }: Props & { list: readonly DetailField[] }) =>
  list.map((field) => <DetailControl key={field.name} field={field} {...props} />);

/** Groups of boxes are reached through their first box. */
export const idsOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `${name}-0`]));
