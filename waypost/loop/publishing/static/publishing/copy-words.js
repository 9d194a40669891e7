// Copies what stands in a field, and says so. Without it the field is selected by hand.
// <copy-words from="kit-words" hidden><button type="button"><span class="button-words">Copy the text</span></button></copy-words>

class CopyWords extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("from"));
    this.button = this.querySelector("button");
    this.words = this.querySelector(".button-words");
    if (!this.field || !this.button) return;
    this.hidden = false;
    this.button.addEventListener("click", () => this.copy());
  }

  async copy() {
    this.field.select();
    try {
      await navigator.clipboard.writeText(this.field.value);
      this.words.textContent = "Copied";
    } catch {
      // Where the page is not served securely there is no clipboard: what is selected can be copied by hand.
      this.words.textContent = "Selected: copy it now";
    }
  }
}

customElements.define("copy-words", CopyWords);
