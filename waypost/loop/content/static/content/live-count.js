// Counts a text while it is written, between the server's own counts, which replace these.
// `link` is what each link becomes when it leaves.
// <live-count unit="graphemes" limit="500" from="id_body" link="https://…"><span class="count-now">0</span>/500</live-count>

const COUNTERS = {
  graphemes: (text) => [...new Intl.Segmenter().segment(text)].length,
  characters: (text) => [...text].length,
  utf16: (text) => text.length,
  bytes: (text) => new TextEncoder().encode(text).length,
};

class LiveCount extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("from"));
    this.count = COUNTERS[this.getAttribute("unit")];
    if (this.field && this.count) {
      this.listen = () => this.show();
      this.field.addEventListener("input", this.listen);
    }
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.listen);
  }

  show() {
    // An own text that is empty follows the post's words, which only the server knows here.
    const text = this.field.value.trim();
    if (!text && this.field.id === "id_text") return;
    const link = this.getAttribute("link");
    const length = this.count(link ? text.replace(/https?:\/\/[^\s<>"“”]+/gi, link) : text);
    this.querySelector(".count-now").textContent = length;
    this.classList.toggle("count-over", length > Number(this.getAttribute("limit")));
  }
}

customElements.define("live-count", LiveCount);
