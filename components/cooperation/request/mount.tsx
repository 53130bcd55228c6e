import { createRoot } from "react-dom/client";
import { type RequestData, RequestProvider } from "./context";
import { keepOffline } from "./offline";
import { Wizard } from "./wizard";

/** Draws the wizard in its place on the page. Without this script the page offers blank forms. */
export function mountRequest(): void {
  const place = document.getElementById("request");
  const written = place?.dataset.request;
  if (!place || !written) return;
  const data = JSON.parse(written) as RequestData;
  createRoot(place).render(
    <RequestProvider data={data}>
      <Wizard />
    </RequestProvider>,
  );
  void keepOffline(data.fonts);
}
