import { reading } from "@/lib/web/api/endpoint";
import { ME } from "@/lib/web/door/me";

/** Normally answered earlier by `serveMe`; this is for servers that use the routes without it. */
export const GET = reading(ME);
