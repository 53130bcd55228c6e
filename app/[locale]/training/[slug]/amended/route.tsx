import { textAmended } from "@/app/past/amended";
import { findAmendedMaterial } from "@/lib/training";
import { materials } from "../past";

/** A reviewer's changes to the description of a material before publication, for its owner. */
export const GET = textAmended(materials, findAmendedMaterial, (t) => [
  t("shell.nav.training"),
  t("training.review.mine"),
]);
