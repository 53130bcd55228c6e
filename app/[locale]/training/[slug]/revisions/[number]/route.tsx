import { textRevision } from "@/app/past/revision";
import { materials } from "../../past";

/** A material's description as it stood after one of its revisions, for good. */
export const GET = textRevision(materials);
