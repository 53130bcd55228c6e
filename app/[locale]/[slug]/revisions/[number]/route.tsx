import { textRevision } from "@/app/past/revision";
import { standing } from "../../past";

/** A page such as the charter as of one of its revisions. */
export const GET = textRevision(standing);
