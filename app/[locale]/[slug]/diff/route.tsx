import { textDiff } from "@/app/past/diff";
import { standing } from "../past";

/** Two texts of a page such as the charter compared. */
export const GET = textDiff(standing);
