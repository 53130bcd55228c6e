import { textHistory } from "@/app/past/history";
import { standing } from "../past";

/** The history of a page such as the charter, in the language of the address. */
export const GET = textHistory(standing);
