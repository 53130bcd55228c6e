import { asset } from "@/lib/web/pages/assets";
import { document } from "@/lib/web/pages/document";

/**
 * The worker of browsers that show notifications, at an address that never changes, so that browsers renew it. It controls
 * no page and stores nothing (`enhance/push-worker.entry.ts`).
 */
export const GET = document({
  async render() {
    const text = `importScripts(${JSON.stringify(asset("push-worker.js"))});\n`;
    return { text, type: "text/javascript; charset=utf-8" };
  },
});
