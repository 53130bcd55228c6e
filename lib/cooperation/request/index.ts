export { drawBlankForm } from "./blank-forms";
