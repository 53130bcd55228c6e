import type { ReactNode } from "react";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import type { SourceChoice } from "../model";

/** The props of a field's control, whatever its type. */
export interface FieldInputProps {
  field: Field;
  value: unknown;
  path: string;
  /** The record with the field, and the record around that. */
  record: AnyRecord;
  around: AnyRecord | null;
  /** Ids and fields from the list of all records to this one. */
  place: string;
  /** The error of the field. */
  problem: string | undefined;
  sources: SourceChoice[];
  onChange: (value: unknown, touched: string | null) => void;
  /** Draws the records nested in this field, as another record list. */
  nested: (props: FieldInputProps) => ReactNode;
  /** Draws the sources that the record cites. */
  citing: (props: FieldInputProps) => ReactNode;
}
