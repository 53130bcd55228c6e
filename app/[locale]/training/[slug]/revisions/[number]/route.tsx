import { textRevision } from "@/app/past/revision";
import { materials } from "../../past";

/** A material's description as of one of its revisions, permanently. */
export const GET = textRevision(materials);
