import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const PREFIXED = "(?:en|fr|ar|api|_next|assets|\\.well-known)(?:/|$)";
const AT_ROOT = "(?:robots\\.txt|sitemap\\.xml|favicon\\.ico|favicon\\.svg)$";

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Documents come compressed from the store; assets are compressed when built.
  compress: false,
  productionBrowserSourceMaps: false,
  turbopack: { root },
  outputFileTracingRoot: root,
  // Each route has a chunk of its own with all that routes share; what is left to Node is loaded once for all of them.
  serverExternalPackages: [
    ...["@node-rs/argon2", "pino", "pg", "graphile-worker", "nodemailer"],
    ...["zod", "drizzle-orm", "lru-cache", "use-intl", "@resvg/resvg-js"],
  ],
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true }, // `npm test` runs the compiler over the whole tree, once.
  async redirects() {
    return [
      { source: "/en", destination: "/", permanent: true },
      { source: "/en/:path*", destination: "/:path*", permanent: true },
    ];
  },
  async rewrites() {
    return {
      // English is served without a prefix; everything else names its language.
      beforeFiles: [
        { source: "/", destination: "/en" },
        { source: `/:path((?!${PREFIXED}|${AT_ROOT}).*)`, destination: "/en/:path" },
      ],
    };
  },
};
