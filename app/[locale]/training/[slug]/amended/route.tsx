import { textAmended } from "@/app/past/amended";
import { findAmendedMaterial } from "@/lib/training";
import { materials } from "../past";

/** What a reviewer changed in the description of a material before it was published: for its owner. */
export const GET = textAmended(materials, findAmendedMaterial, (t) => [
  t("shell.nav.training"),
  t("training.review.mine"),
]);
