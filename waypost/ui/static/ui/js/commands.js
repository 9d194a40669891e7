// `command` and `commandfor` for browsers that do not know them yet: dialogs open as modals and close again.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.getAttribute("command") === "show-modal") {
      if (!dialog.open) dialog.showModal();
    } else {
      dialog.close();
    }
  });
}
