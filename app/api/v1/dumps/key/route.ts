import { publicKeyOf } from "@/lib/signature";
import { reading } from "@/lib/web/api/endpoint";
import { tagged } from "@/lib/web/api/open-data";

/** The public key that dumps are signed with. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  read: async (_actor, _input, request) =>
    tagged(request, { algorithm: "Ed25519", publicKey: publicKeyOf("dumps") }),
});
