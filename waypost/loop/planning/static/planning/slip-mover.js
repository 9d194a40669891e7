// Moves a slip by drag, or by the key M with a dialog. What can be moved carries data-move (where to post) and
// data-local (its time on the wall); days carry data-on. Without this, the slip's own page has the same form.
let moved = null;

class SlipMover extends HTMLElement {
  connectedCallback() {
    this.form = this.parentElement.querySelector("#move form");
    if (!this.form) return;
    for (const slip of this.querySelectorAll("[data-move]")) slip.draggable = true;
    this.addEventListener("dragstart", this);
    this.addEventListener("dragover", this);
    this.addEventListener("dragleave", this);
    this.addEventListener("dragend", this);
    this.addEventListener("drop", this);
    this.addEventListener("keydown", this);
    this.form.addEventListener("submit", this);
    this.#return();
  }

  handleEvent(event) {
    this[event.type](event);
  }

  dragstart(event) {
    this.slip = event.target.closest("[data-move]");
    if (!this.slip) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.slip.dataset.local);
    this.slip.classList.add("is-lifted");
  }

  dragover(event) {
    const day = event.target.closest("[data-on]");
    if (!this.slip || !day) return;
    event.preventDefault();
    day.classList.add("is-target");
  }

  dragleave(event) {
    const day = event.target.closest("[data-on]");
    if (day && !day.contains(event.relatedTarget)) day.classList.remove("is-target");
  }

  dragend() {
    this.slip?.classList.remove("is-lifted");
    this.slip = null;
  }

  drop(event) {
    const day = event.target.closest("[data-on]");
    if (!this.slip || !day) return;
    event.preventDefault();
    day.classList.remove("is-target");
    const [on, time] = this.slip.dataset.local.split("T");
    if (day.dataset.on !== on) this.#send(this.slip.dataset.move, day.dataset.on, time);
  }

  keydown(event) {
    const slip = event.target.closest("[data-move]");
    if (!slip || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [on, time] = slip.dataset.local.split("T");
    this.form.action = slip.dataset.move;
    this.form.elements.local_on.value = on;
    this.form.elements.local_time.value = time;
    const dialog = this.form.closest("dialog");
    dialog.removeAttribute("popover");
    dialog.showModal();
    this.form.elements.local_on.focus();
  }

  submit(event) {
    event.preventDefault();
    this.form.closest("dialog").close();
    const { local_on: on, local_time: time } = this.form.elements;
    this.#send(this.form.action, on.value, time.value);
  }

  #send(url, on, time) {
    moved = new URL(url, location).pathname;
    const values = { ...Object.fromEntries(new FormData(this.form)), local_on: on, local_time: time };
    const swap = { target: "#calendar", select: "#calendar", swap: "outerHTML" };
    window.htmx.ajax("POST", url, { ...swap, values });
  }

  // After a move the focus is where the slip has landed.
  #return() {
    const landed = moved && this.querySelector(`[data-move="${moved}"]`);
    moved = null;
    landed?.querySelector("a").focus();
    landed?.classList.add("has-landed");
  }
}

customElements.define("slip-mover", SlipMover);
