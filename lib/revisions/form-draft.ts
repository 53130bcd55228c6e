import { z } from "zod";
import { TextDraft } from "./input";

/** Key of the section for a page's details: its drafts, and its history where it has one. */
export const DETAILS = "details";

/** Values typed into a form, by field in the form's order; lists and checkboxes as lists. */
export const FormContent = z.object({
  fields: z
    .array(
      z.tuple([
        z.string().max(60),
        z.union([z.string().max(20_000), z.array(z.string().max(2_000)).max(300)]),
      ]),
    )
    .max(150),
});
export type FormContent = z.infer<typeof FormContent>;

/** A form's draft, saved while it is filled in. */
export const FormDraft = TextDraft.extend({ content: FormContent });
