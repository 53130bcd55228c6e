import { discardMaterialDetails, keepMaterialDetails } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps what a member typed into the form of a material and did not save; its sequence must rise. */
export const PUT = endpoint({
  input: Description.SaveDetailsDraft,
  limit: "draft",
  run: keepMaterialDetails,
});

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: Description.DiscardDraft,
  limit: "draft",
  run: discardMaterialDetails,
});
