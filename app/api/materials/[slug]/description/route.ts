import { keepRefusedDescription, saveDescription } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Saves the description of a material: 200, 409 with base, theirs and mine when they collide. */
export const PUT = endpoint({
  input: Description.Save,
  takesContent: true,
  limit: "save",
  run: saveDescription,
  refused: keepRefusedDescription,
});
