// <inbox-keys> around the inbox: j and k go to the next and previous conversation, Enter opens it, r begins an answer,
// Escape leaves the writing; a saved reply goes into the answer where the cursor is. Without script all of it is links.

class InboxKeys extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    document.addEventListener("keydown", (event) => this.press(event), { signal: this.stop.signal });
    this.addEventListener("click", (event) => this.take(event), { signal: this.stop.signal });
    this.querySelector(".inbox-channel select")?.addEventListener("change", (event) => event.target.form.requestSubmit());
    this.reveal(this.querySelector(".inbox-list .talk-link[aria-current]"));
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  get links() {
    return [...this.querySelectorAll(".inbox-list .talk-link")];
  }

  get box() {
    return this.querySelector("#id_text");
  }

  // Scrolls the list alone: the page stays where it is.
  reveal(link) {
    const list = link?.closest(".inbox-list");
    if (!list) return;
    const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.bottom > outer.bottom || inner.top < outer.top) list.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target === this.box) {
      this.box.blur();
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") this.step(1);
    else if (event.key === "k") this.step(-1);
    else if (event.key === "r" && this.box?.checkVisibility()) this.box.focus();
    else return;
    event.preventDefault();
  }

  step(by) {
    // Beside a list that shows its conversation, stepping opens; in a list alone it only moves, and Enter opens.
    const links = this.links;
    const opens = this.querySelector(".inbox-thread")?.checkVisibility();
    const here = links.findIndex((link) => (opens ? link.hasAttribute("aria-current") : link === document.activeElement));
    const next = links[here < 0 ? 0 : here + by];
    if (opens) next?.click();
    else next?.focus();
  }

  take(event) {
    const link = event.target.closest("a[data-words]");
    if (!link || !this.box) return;
    event.preventDefault();
    const { box } = this;
    box.focus();
    box.setRangeText(link.dataset.words, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    const rule = this.querySelector("#id_stands_on");
    if (rule && link.dataset.rule) rule.value = link.dataset.rule;
    link.closest("details.answer-saved")?.removeAttribute("open");
  }
}

customElements.define("inbox-keys", InboxKeys);
