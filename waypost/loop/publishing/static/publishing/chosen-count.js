// Says on the buttons of a list how many are chosen, and lets all be chosen at once. Without it the buttons say "the chosen".

class ChosenCount extends HTMLElement {
  connectedCallback() {
    this.all = this.querySelector(".choose-all");
    this.boxes = [...this.querySelectorAll(".look-choice input")];
    this.buttons = [...this.querySelectorAll("button[name=decision]")].map((button) => ({
      button,
      words: button.querySelector(".button-words"),
      verb: button.textContent.trim().split(" ")[0],
    }));
    if (this.all) {
      this.all.hidden = this.boxes.length < 2;
      this.all.querySelector("input").addEventListener("change", (event) => {
        for (const box of this.boxes) box.checked = event.target.checked;
        this.show();
      });
    }
    this.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const count = this.boxes.filter((box) => box.checked).length;
    for (const { button, words, verb } of this.buttons) {
      button.disabled = count === 0;
      words.textContent = count ? `${verb} ${count}` : `${verb} the chosen`;
    }
    if (this.all) this.all.querySelector("input").checked = count === this.boxes.length && count > 0;
  }
}

customElements.define("chosen-count", ChosenCount);
