import { listDumps } from "@/lib/open-data";
import { reading } from "@/lib/web/api/endpoint";
import { tagged } from "@/lib/web/api/open-data";

/** The available dumps of all public data, with sizes, checksums and signatures. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  read: async (_actor, _input, request) => tagged(request, { dumps: await listDumps() }),
});
