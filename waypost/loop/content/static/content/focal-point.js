// Shows at once how the cuts change with the point, and lets it be set by a click on the picture.
// <focal-point style="--x: 500; --y: 500"><div class="focal-picture"><img></div> … <input name="x"> <input name="y"> …</focal-point>

class FocalPoint extends HTMLElement {
  connectedCallback() {
    this.picture = this.querySelector(".focal-picture");
    this.fields = ["x", "y"].map((name) => this.querySelector(`input[name="${name}"]`));
    if (this.fields.some((field) => !field)) return;
    this.picture.classList.add("can-point");
    this.addEventListener("input", () => this.show());
    this.picture.addEventListener("click", (event) => this.choose(event));
  }

  choose(event) {
    const box = this.picture.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    shares.forEach((share, place) => {
      this.fields[place].value = Math.round(Math.min(1, Math.max(0, share)) * 100);
    });
    this.show();
  }

  show() {
    this.style.setProperty("--x", Number(this.fields[0].value) * 10);
    this.style.setProperty("--y", Number(this.fields[1].value) * 10);
  }
}

customElements.define("focal-point", FocalPoint);
