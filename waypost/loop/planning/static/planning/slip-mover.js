// Moves a slip by drag, by the key M with a dialog, or as calendar-keys asks. What can be moved carries data-move (where
// to post) and data-local (its time on the wall); days carry data-on, and hours data-hour. An idea from the tray is
// dropped on a place that waits for a post (data-slot). Across brands each has a row with an address (data-row): a slip
// stays in its row, and only that is got anew. Without this, the pages of slips and ideas have the same forms.
const EVENTS = ["pointerdown", "dragstart", "dragover", "dragleave", "dragend", "drop", "keydown", "submit", "slip-shift"];
let moved = null;

class SlipMover extends HTMLElement {
  connectedCallback() {
    this.calendar = this.closest("#calendar");
    this.form = this.calendar?.querySelector("#move form");
    if (!this.form) return;
    for (const name of EVENTS) this.calendar.addEventListener(name, this);
    this.#return();
  }

  handleEvent(event) {
    if (event.type === "slip-shift") this.#send(event.target, event.detail.on, event.detail.time);
    else this[event.type](event);
  }

  // Only what is taken hold of is made ready to be dragged: a month has hundreds.
  pointerdown(event) {
    const taken = event.target.closest("[data-move], [data-idea]");
    if (taken && event.pointerType === "mouse") taken.draggable = true;
  }

  dragstart(event) {
    this.taken = event.target.closest("[data-move], [data-idea]");
    if (!this.taken) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.taken.textContent.trim());
    this.taken.classList.add("is-lifted");
  }

  dragover(event) {
    const place = this.#place(event);
    if (!place) return;
    event.preventDefault();
    place.classList.add("is-target");
  }

  dragleave(event) {
    const place = this.#place(event);
    if (place && !place.contains(event.relatedTarget)) place.classList.remove("is-target");
  }

  dragend() {
    this.taken?.classList.remove("is-lifted");
    this.taken = null;
  }

  drop(event) {
    const place = this.#place(event);
    if (!place) return;
    event.preventDefault();
    place.classList.remove("is-target");
    const idea = this.taken.dataset.idea;
    const day = place.closest("[data-on]").dataset.on;
    if (idea) return this.#post(idea, day, { slot: place.dataset.slot }, null);
    const [on, time] = this.taken.dataset.local.split("T");
    const then = place.dataset.hour ? `${place.dataset.hour}:${time.slice(3)}` : time;
    if (day !== on || then !== time) this.#send(this.taken, day, then);
  }

  keydown(event) {
    const slip = event.target.closest("[data-move]");
    if (!slip || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [on, time] = slip.dataset.local.split("T");
    this.form.action = slip.dataset.move;
    this.form.elements.local_on.value = on;
    this.form.elements.local_time.value = time;
    const row = slip.closest("[data-row]");
    if (row) this.form.elements.back.value = row.dataset.row;
    const dialog = this.form.closest("dialog");
    dialog.removeAttribute("popover");
    dialog.showModal();
    this.form.elements.local_on.focus();
  }

  // The dialog of M, or the way back from the last move.
  submit(event) {
    const form = event.target;
    if (form !== this.form && !form.matches("form.undo")) return;
    event.preventDefault();
    form.closest("dialog")?.close();
    const { local_on: on, local_time: time, back } = form.elements;
    const path = (address) => new URL(address, location).pathname;
    const row = [...this.querySelectorAll("[data-row]")].find((each) => path(each.dataset.row) === path(back.value));
    moved = path(form.action);
    this.#post(form.action, on.value, { local_on: on.value, local_time: time.value }, row);
  }

  // A slip goes to a day or an hour of its own row, an idea to a place that waits for a post.
  #place(event) {
    const place = this.taken && event.target.closest(this.taken.dataset.idea ? "[data-slot]" : "[data-on]");
    return place && place.closest("[data-row]") === this.taken.closest("[data-row]") ? place : null;
  }

  #send(slip, on, time) {
    moved = slip.dataset.move;
    this.#post(slip.dataset.move, on, { local_on: on, local_time: time }, slip.closest("[data-row]"));
  }

  // The days that were unfolded stay so, and the one where it lands shows all it has.
  async #post(url, day, more, row) {
    const back = new URL(row?.dataset.row ?? this.form.elements.back.value, location);
    const whole = [...(row ?? this).querySelectorAll("[data-whole]")].map((part) => part.closest("[data-on]").dataset.on);
    for (const on of new Set([...whole, day])) back.searchParams.append("open", on);
    const values = { ...Object.fromEntries(new FormData(this.form)), ...more, back: back.pathname + back.search };
    const everything = { target: "#calendar", select: "#calendar", swap: "outerHTML" };
    const where = row ? { target: row.querySelector("[data-week]"), swap: "innerHTML" } : everything;
    await window.htmx.ajax("POST", url, { ...where, values });
    if (row) this.#return();
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
