import { currentSite } from "@/lib/site-settings";
import { accentStyles } from "@/lib/site-settings/colour/model";
import { document } from "@/lib/web/pages/document";

/** The accent colours that an administrator chose, as a style sheet; pages without them do not load it. */
export const GET = document({
  async render() {
    return { text: `${accentStyles(currentSite().look)}\n`, type: "text/css; charset=utf-8" };
  },
});
