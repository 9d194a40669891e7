// Messages that float: added by a fragment (into this element) or by an event:
//   element.dispatchEvent(new CustomEvent("toast", { bubbles: true, detail: { words, tone } }))
// Good news leaves after ten seconds, unless it is being read; everything else waits to be dismissed.
const TONES = ["success", "info", "warning", "error"];
const STAYS = 10_000;

class ToastList extends HTMLElement {
  connectedCallback() {
    document.body.addEventListener("toast", this);
    this.observer = new MutationObserver(() => this.refresh());
    this.observer.observe(this, { childList: true });
    this.addEventListener("click", (event) => event.target.closest(".toast-close")?.closest(".message").remove());
  }

  disconnectedCallback() {
    document.body.removeEventListener("toast", this);
    this.observer.disconnect();
  }

  handleEvent({ detail }) {
    const message = document.createElement("div");
    const words = document.createElement("p");
    message.className = `message message-${TONES.includes(detail.tone) ? detail.tone : "info"}`;
    words.textContent = detail.words;
    message.append(words);
    this.append(message);
  }

  refresh() {
    for (const message of this.querySelectorAll(".message:not([data-seen])")) this.welcome(message);
    if (this.matches(":popover-open")) this.hidePopover(); // shown anew, it stands above a modal dialog
    if (this.childElementCount) this.showPopover();
  }

  welcome(message) {
    const close = document.createElement("button");
    message.dataset.seen = "";
    close.type = "button";
    close.className = "icon-button toast-close";
    close.setAttribute("aria-label", "Dismiss");
    close.textContent = "×";
    message.append(close);
    if (message.matches(".message-success, .message-info")) this.leaveLater(message);
  }

  leaveLater(message) {
    setTimeout(() => {
      if (message.matches(":hover, :focus-within")) this.leaveLater(message);
      else message.remove();
    }, STAYS);
  }
}

customElements.define("toast-list", ToastList);
