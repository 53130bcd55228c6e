export { lifecycleOf } from "./lifecycle";
export { eraserOf } from "./retention";
export { guardsOf } from "./stage";
export { listTrashOf, loadersOf, type StepColumns } from "./trash";
export { type OwnWork, ownWorksOf, type WorkKind } from "./works";
