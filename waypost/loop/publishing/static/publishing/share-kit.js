// Hands the text and every picture of a kit to an app of the phone, where the phone can do that. Elsewhere it stays hidden.
// <share-kit text="kit-words" hidden><button type="button">…</button></share-kit>

class ShareKit extends HTMLElement {
  connectedCallback() {
    const probe = new File([""], "picture.png", { type: "image/png" });
    if (!navigator.canShare?.({ files: [probe] })) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.share());
  }

  async share() {
    const text = document.getElementById(this.getAttribute("text"))?.value ?? "";
    const links = [...document.querySelectorAll(".kit-pictures a[download]")];
    const files = await Promise.all(links.map((link, at) => this.file(link.href, at)));
    try {
      await navigator.share({ text, files });
    } catch (error) {
      // Closing the phone's own sheet is no fault.
      if (error.name !== "AbortError") throw error;
    }
  }

  async file(href, at) {
    const picture = await (await fetch(href)).blob();
    return new File([picture], `picture-${at + 1}.${picture.type.split("/")[1]}`, { type: picture.type });
  }
}

customElements.define("share-kit", ShareKit);
