import { textHistory } from "@/app/past/history";
import { materials } from "../past";

/** The history of a material's description since publication. */
export const GET = textHistory(materials);
