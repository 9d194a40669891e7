// <keep-words><form>…</form></keep-words>: words that were typed are saved before another form of the page is
// sent or a link of it followed; leaving the page in another way asks first. Without script, "Save" saves.

class KeepWords extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.form.addEventListener("input", () => { this.dirty = true; }, { signal });
    this.form.addEventListener("submit", () => { this.dirty = false; }, { signal });
    document.addEventListener("submit", (event) => this.before(event, () => event.target.requestSubmit(event.submitter)), { signal, capture: true });
    document.addEventListener("click", (event) => this.follow(event), { signal, capture: true });
    window.addEventListener("beforeunload", (event) => { if (this.dirty) event.preventDefault(); }, { signal });
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  follow(event) {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || link.getAttribute("href").startsWith("#")) return;
    this.before(event, () => { window.location.assign(link.href); });
  }

  async before(event, go) {
    if (!this.dirty || event.target === this.form) return;
    event.preventDefault();
    event.stopPropagation();
    const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form) });
    this.dirty = false;
    // What could not be saved is sent as a form, so that its page can say why and keep the words.
    if (answer.ok) go();
    else this.form.submit();
  }
}

customElements.define("keep-words", KeepWords);
