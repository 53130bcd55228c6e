export { countView, flushViews, keepWritingViews } from "./count-view";
export { FIGURE_DAYS, findFigures, type UseFigures, type ViewsOf } from "./find-figures";
export { foldViews } from "./store-views";
export { writeViews } from "./write-views";
