import { document } from "@/lib/web/pages/document";
import { standingPage } from "../../standing-page";

export const GET = document(standingPage("api"));
