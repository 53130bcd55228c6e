import { textDiff } from "@/app/past/diff";
import { materials } from "../past";

/** Two revisions of a material's description compared. */
export const GET = textDiff(materials);
