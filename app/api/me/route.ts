import { reading } from "@/lib/web/endpoint";
import { ME } from "@/lib/web/me";

/** Answered at the front door (`serveMe`); here for whoever runs the routes without it. */
export const GET = reading(ME);
