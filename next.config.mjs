import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");

/** @type {import("next").NextConfig} */
export default {
  // The framework builds `app/[[...address]]/route.entry.ts` alone; it answers by our own bundle of routes (decision 16).
  pageExtensions: ["entry.ts"],
  reactStrictMode: true,
  poweredByHeader: false,
  // Documents come compressed from the store; assets are compressed when built.
  compress: false,
  productionBrowserSourceMaps: false,
  turbopack: { root },
  outputFileTracingRoot: root,
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true }, // `npm test` runs the compiler over the whole tree, once.
  async rewrites() {
    // Addresses at which the framework has pages of its own ("/404", "/_error") are not found like any other.
    return { beforeFiles: [{ source: "/:own(\\d{3}|_[\\w-]+)", destination: "/en/:own" }] };
  },
};
