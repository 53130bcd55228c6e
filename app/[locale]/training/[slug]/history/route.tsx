import { textHistory } from "@/app/past/history";
import { materials } from "../past";

/** What the description of a material has said since it appeared. */
export const GET = textHistory(materials);
