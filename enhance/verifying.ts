import { nameMember } from "./account";

/** The part of `GET /api/me` about verifying sections. */
interface Me {
  member: null | { drawnFor: string };
  rights?: { verify?: "everywhere" | string[] };
}

/**
 * Puts a "Verify" button at each section that is for the focal point to verify. A document is the same for
 * everyone, so it has the form once, in a template.
 */
export function startSectionVerifying(): void {
  document.addEventListener("octopus:me", (event) => {
    const { member, rights } = (event as CustomEvent<Me>).detail;
    const template = document.getElementById("verify-section");
    if (!member || !(template instanceof HTMLTemplateElement)) return;
    const places = rights?.verify ?? [];
    if (places !== "everywhere" && !places.includes(template.dataset.country ?? "")) return;
    for (const foot of document.querySelectorAll<HTMLElement>("[data-to-verify]")) {
      const button = buttonOf(template, foot.dataset.section ?? "", foot.dataset.toVerify ?? "");
      nameMember(button, member.drawnFor);
      foot.querySelector(":scope > details")?.before(button);
    }
  });
}

function buttonOf(template: HTMLTemplateElement, section: string, number: string): DocumentFragment {
  // Imported, since addresses cannot be resolved in the document of a template.
  const part = document.importNode(template.content, true);
  const form = part.querySelector("form");
  const seen = form?.querySelector<HTMLInputElement>('[name="seen"]');
  if (form && seen) {
    form.action += section;
    seen.value = number;
  }
  part.querySelector("button")?.setAttribute("aria-describedby", `title-of-${section}`);
  return part;
}
