import { z } from "zod";
import { TextDraft } from "./input";

/** The key of the section by which a page's own facts are drafted, and kept where they have a history. */
export const DETAILS = "details";

/** What a member typed into a form, field by field in its order: lists and boxes as lists. */
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

/** The draft of a form, as it is kept while it is filled in. */
export const FormDraft = TextDraft.extend({ content: FormContent });
