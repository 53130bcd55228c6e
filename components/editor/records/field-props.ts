import type { ReactNode } from "react";
import type { AnyRecord, Field } from "@/lib/revisions/records-fields";
import type { SourceChoice } from "../model";

/** What the control of a field is given, whatever sort of field it is. */
export interface FieldInputProps {
  field: Field;
  value: unknown;
  path: string;
  /** The record that the field is of, and the one around that. */
  record: AnyRecord;
  around: AnyRecord | null;
  /** Ids and fields from the list of all records to this one. */
  place: string;
  /** What is wrong with it. */
  problem: string | undefined;
  sources: SourceChoice[];
  onChange: (value: unknown, touched: string | null) => void;
  /** Draws records within the record: the list that this field stands in, once more. */
  nested: (props: FieldInputProps) => ReactNode;
  /** Draws the sources that the record cites. */
  citing: (props: FieldInputProps) => ReactNode;
}
