import { document } from "@/lib/web/pages/document";
import { helpPage } from "../../standing-page";

export const GET = document(helpPage("editing"));
