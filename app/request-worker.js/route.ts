import { asset } from "@/lib/web/pages/assets";
import { document } from "@/lib/web/pages/document";

/**
 * The worker that opens the wizard of requests without a connection, at an address that never changes, so that browsers
 * renew it (`enhance/request-worker.entry.ts`).
 */
export const GET = document({
  async render() {
    const text = `importScripts(${JSON.stringify(asset("request-worker.js"))});\n`;
    return { text, type: "text/javascript; charset=utf-8" };
  },
});
