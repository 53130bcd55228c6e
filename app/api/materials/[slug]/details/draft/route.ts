import { TextDiscard } from "@/lib/revisions/input";
import { discardMaterialDetails, keepMaterialDetails } from "@/lib/training";
import { KeepMaterialDetails, MaterialParams } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps what a member typed into the form of a material and did not save; its sequence must rise. */
export const PUT = endpoint({ input: KeepMaterialDetails, limit: "draft", run: keepMaterialDetails });

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: MaterialParams.extend(TextDiscard.shape),
  limit: "draft",
  run: discardMaterialDetails,
});
