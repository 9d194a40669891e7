// <command-palette src="/…/search.json"><a href="/…/search">Search</a></command-palette>
// ⌘K or Ctrl-K opens it over the page. `src` answers ?q= with [{label, hint, href, group}]; without script or
// `src` the link inside leads to the page that searches.
const PAUSE = 120;

class CommandPalette extends HTMLElement {
  connectedCallback() {
    if (!this.getAttribute("src")) return;
    document.addEventListener("keydown", this);
    this.querySelector("a")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.open();
    }
  }

  open() {
    this.dialog ??= this.build();
    if (!this.dialog.open) this.dialog.showModal();
    this.input.select();
    this.ask();
  }

  build() {
    const dialog = document.createElement("dialog");
    dialog.className = "palette";
    dialog.setAttribute("aria-label", "Go to anything");
    dialog.innerHTML = `<input class="palette-input" type="search" role="combobox" aria-expanded="true"
      aria-controls="palette-list" aria-autocomplete="list" aria-label="Go to" placeholder="Go to…" autocomplete="off">
      <div class="palette-list" id="palette-list" role="listbox" aria-label="Places"></div>`;
    [this.input, this.list] = dialog.children;
    this.input.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.ask(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.steer(event));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return this.appendChild(dialog);
  }

  async ask() {
    const words = this.input.value.trim();
    const address = new URL(this.getAttribute("src"), location.href);
    address.searchParams.set("q", words);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.ok && words === this.input.value.trim()) this.show(await answer.json());
  }

  show(items) {
    let group;
    this.list.replaceChildren();
    items.forEach((item, index) => {
      if (item.group && item.group !== group) this.list.append(line("div", "palette-group", item.group));
      group = item.group;
      const link = line("a", "palette-item", item.label);
      Object.assign(link, { href: item.href, id: `palette-${index}`, tabIndex: -1, role: "option" });
      if (item.hint) link.append(line("span", "palette-hint", item.hint));
      this.list.append(link);
    });
    if (!items.length) this.list.append(line("p", "palette-none", "Nothing was found. Try another word."));
    this.choose(0);
  }

  steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(this.chosen + step);
    else if (event.key === "Enter") this.options[this.chosen]?.click();
    else return;
    event.preventDefault();
  }

  choose(index) {
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.chosen = Math.max(0, Math.min(index, this.options.length - 1));
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.chosen)));
    this.input.setAttribute("aria-activedescendant", this.options[this.chosen]?.id ?? "");
    this.options[this.chosen]?.scrollIntoView({ block: "nearest" });
  }
}

function line(element, look, words) {
  const node = document.createElement(element);
  node.className = look;
  node.textContent = words;
  return node;
}

customElements.define("command-palette", CommandPalette);
