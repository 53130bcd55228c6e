import { listRoomAudiences } from "@/lib/discussions";
import { composeAudiences } from "@/lib/search";

// The audiences of restricted rooms, for the search.
composeAudiences(listRoomAudiences);
