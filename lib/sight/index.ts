export { askingOf, type SeenAt } from "./ask";
export { type FindOpening, type Opening, setOpenings } from "./openings";
