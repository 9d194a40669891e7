// A calendar by keyboard: arrows go from slip to slip, with Shift they ask for the slip to be moved (slip-mover moves
// it), Ctrl Z takes the last move back.
const ACROSS = { ArrowLeft: -1, ArrowRight: 1 };
const DOWN = { ArrowUp: -1, ArrowDown: 1 };
const HALF_HOUR = 30;

class CalendarKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.target.closest("input, select, textarea, dialog") || event.altKey) return;
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) this.#undo(event);
    else if (event.ctrlKey || event.metaKey) return;
    else if (event.key in ACROSS || event.key in DOWN) this.#arrow(event);
  }

  #undo(event) {
    const form = this.querySelector("form.undo");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }

  #arrow(event) {
    const slip = event.target.closest(".slip");
    if (!slip) return;
    event.preventDefault();
    if (event.shiftKey) this.#shift(slip, event);
    else if (event.key in DOWN) this.#beside(slip, DOWN[event.key]);
    else this.#across(slip, ACROSS[event.key]);
  }

  // Up and down: the slip before or after, on whatever day it stands.
  #beside(slip, step) {
    const slips = [...this.querySelectorAll(".slip")];
    slips[slips.indexOf(slip) + step]?.querySelector("a").focus();
  }

  // Left and right: the slip at the same place of the nearest day that has any.
  #across(slip, step) {
    const days = [...slip.closest("ol").children];
    const mine = slip.closest("[data-on]");
    const place = [...mine.querySelectorAll(".slip")].indexOf(slip);
    for (let at = days.indexOf(mine) + step; days[at]; at += step) {
      const slips = days[at].querySelectorAll(".slip");
      if (slips.length) return slips[Math.min(place, slips.length - 1)].querySelector("a").focus();
    }
  }

  // A day to the left or right; a week up or down in a month, else half an hour.
  #shift(slip, event) {
    if (!slip.dataset.move || event.repeat) return;
    const moved = new Date(`${slip.dataset.local}Z`);
    const isMonth = slip.closest(".sheet-month");
    if (event.key in ACROSS) moved.setUTCDate(moved.getUTCDate() + ACROSS[event.key]);
    else if (isMonth) moved.setUTCDate(moved.getUTCDate() + 7 * DOWN[event.key]);
    else moved.setUTCMinutes(moved.getUTCMinutes() + HALF_HOUR * DOWN[event.key]);
    const [on, time] = moved.toISOString().slice(0, 16).split("T");
    slip.dispatchEvent(new CustomEvent("slip-shift", { bubbles: true, detail: { on, time } }));
  }
}

customElements.define("calendar-keys", CalendarKeys);
