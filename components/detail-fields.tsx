import type { ReactNode } from "react";
import type { FormFields } from "@/components/post-form";
import { type Asked, Control } from "@/components/ui/control";

/** A field of the details of a page or of a member. */
export type DetailField = { name: string; hint?: ReactNode; isBig?: boolean } & Asked;

interface Props {
  /** The labels by field name. */
  labels: Readonly<Record<string, string>>;
  /** The stored values by field name; left out in forms for something new. */
  kept?: object;
  fields: FormFields;
}

/** A field of details, drawn by its description, with the sent value and its error or else the stored value. */
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

/** Maps field names to element ids. A group of boxes is reached through its first box. */
export const idsOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `${name}-0`]));
