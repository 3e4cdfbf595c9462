// What a page can do more where scripts run; everything works without it.
"use strict";

// Copy buttons, which need a script, appear.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    const said = button.closest(".snippets").querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = `${button.textContent.replace("Copy ", "")} copied.`;
    } catch {
      field.closest("details").open = true;
      field.select();
      said.textContent = "Selected: press Ctrl+C, or ⌘C.";
    }
  });
}

// A file may be dropped anywhere on the start page.
const chosen = document.querySelector("[data-drop]");
if (chosen) {
  const form = chosen.form;
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("dropping", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) {
        chosen.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
}

// A tap on a fact shows its note in place of leading to the list; Escape puts it away (WCAG 1.4.13).
for (const fact of document.querySelectorAll("a.fact")) {
  fact.addEventListener("click", (event) => {
    if (event.detail === 0) return; // the Enter key follows the link
    event.preventDefault();
    fact.parentElement.classList.remove("away");
    fact.focus();
  });
  for (const kind of ["pointerenter", "focusin"]) {
    fact.parentElement.addEventListener(kind, () => fact.parentElement.classList.remove("away"));
  }
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const mark of document.querySelectorAll(".mark:hover, .mark:focus-within")) mark.classList.add("away");
});
