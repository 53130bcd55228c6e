import { z } from "zod";
import { FormDraft } from "./form-draft";
import { FormBase, FormText, TextDiscard, TextDraft, TextPreview, TextSave } from "./input";
import { ClientToken, EditSummary } from "./model";

/** Creates the input schemas of a page of one text, given the parameters of its address. */
export function textInputs<Params extends z.ZodRawShape>(params: z.ZodObject<Params>) {
  return {
    /** Through the API. */
    Save: params.extend(TextSave.shape),
    /** From a form. */
    SaveTyped: params.extend({
      ...FormText.shape,
      base: FormBase,
      clientToken: ClientToken,
      summary: EditSummary,
    }),
    SaveDraft: params.extend(TextDraft.shape),
    DiscardDraft: params.extend(TextDiscard.shape),
    Preview: params.extend(TextPreview.shape),
    /** From a plain form. */
    PreviewTyped: params.extend({ base: FormBase, text: z.string().max(500_000, "too_long") }),
    /** Values typed into the form of its details. */
    SaveDetailsDraft: params.extend(FormDraft.shape),
  };
}
