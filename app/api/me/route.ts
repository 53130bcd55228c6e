import { reading } from "@/lib/web/api/endpoint";
import { ME } from "@/lib/web/door/me";

/** Answered at the front door (`serveMe`); here for whoever runs the routes without it. */
export const GET = reading(ME);
