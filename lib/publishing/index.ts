export { lifecycleOf } from "./lifecycle";
export { forgetterOf } from "./retention";
export { guardsOf } from "./stage";
export { loadersOf, type StepColumns } from "./trash";
