import { document } from "@/lib/web/document";
import { standingPage } from "../../standing-page";

export const GET = document(standingPage("api"));
