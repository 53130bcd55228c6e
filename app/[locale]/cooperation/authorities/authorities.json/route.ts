import { document } from "@/lib/web/pages/document";
import { authoritiesFile } from "../authorities-file";

/** The directory of authorities as JSON, with the filter of the page. */
export const GET = document(authoritiesFile("json"));
