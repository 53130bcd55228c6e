export { askingOf, type SeenAt } from "./ask";
