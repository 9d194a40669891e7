// Asks this browser to show notices, and tells the server where it is reached. Without it the sentence for other browsers stays.
// <push-switch key="…"><form hidden>…</form><p class="push-cannot">…</p><p class="push-refused" hidden>…</p></push-switch>

class PushSwitch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
    this.form.hidden = false;
    this.querySelector(".push-cannot").hidden = true;
    this.form.addEventListener("submit", (event) => {
      if (this.form.elements.endpoint.value) return;
      event.preventDefault();
      this.turnOn();
    });
  }

  async turnOn() {
    const refused = this.querySelector(".push-refused");
    try {
      const there = await this.subscribed();
      for (const [name, value] of Object.entries({ endpoint: there.endpoint, ...there.keys })) {
        const field = this.form.elements.namedItem(name);
        if (field) field.value = value;
      }
    } catch {
      refused.hidden = false;
      return;
    }
    refused.hidden = true;
    this.form.requestSubmit();
  }

  async subscribed() {
    const registration = await navigator.serviceWorker.register("/worker.js");
    await navigator.serviceWorker.ready;
    // What was allowed under an older key of this installation is of no use.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: this.getAttribute("key") };
    return (await registration.pushManager.subscribe(options)).toJSON();
  }
}

customElements.define("push-switch", PushSwitch);
