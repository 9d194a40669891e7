// <text-count for="id_text" limit="300"></text-count>: how many characters are left, as people count them.
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

class TextCount extends HTMLElement {
  connectedCallback() {
    this.classList.add("text-count");
    this.field = document.getElementById(this.getAttribute("for"));
    this.field?.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this);
  }

  handleEvent() {
    if (!this.field) return;
    const limit = Number(this.getAttribute("limit")) || 0;
    const count = [...graphemes.segment(this.field.value)].length;
    this.textContent = limit ? `${count} of ${limit}` : `${count}`;
    this.toggleAttribute("data-over", limit > 0 && count > limit);
  }
}

customElements.define("text-count", TextCount);
