// After htmx replaced a part of the page: focus what asks for it, else keep focus where it was, else in the part.
// What came by itself, because it came into view, takes no focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const wanted = part.matches?.("[autofocus]") ? part : part.querySelector?.("[autofocus], [aria-invalid='true']");
  if (part.closest("[hx-trigger='revealed']")) {
    return;
  } else if (wanted) {
    wanted.focus();
  } else if (document.activeElement === document.body && part.closest("main")) {
    if (!part.hasAttribute("tabindex")) part.setAttribute("tabindex", "-1");
    part.focus({ preventScroll: true });
  }
});
