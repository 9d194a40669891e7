// Ties buttons with data-passkey to allauth's webauthn.js, and says in words what went wrong.

const problem = document.querySelector("[data-passkey-problem]")

function say(sentence) {
  problem.textContent = sentence
  problem.hidden = false
}

function whyNot() {
  if (/^[\d.]+$|:/.test(location.hostname)) {
    return "Passkeys need a name in the address. Open this page under localhost or your own domain instead of a number."
  } else if (!window.isSecureContext || !window.PublicKeyCredential) {
    return "This browser offers passkeys only on pages with https. Sign in another way."
  } else {
    return ""
  }
}

for (const button of document.querySelectorAll("[data-passkey]")) {
  const { passkey, credential, passwordless, options } = button.dataset
  const reason = whyNot()
  if (reason) {
    button.addEventListener("click", (event) => {
      event.preventDefault()
      say(reason)
    })
  } else {
    const ids = { login: button.id, add: button.id, authenticate: button.id, credential, passwordless, data: options }
    window.allauth.webauthn.forms[`${passkey}Form`]({ ids })
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  say("The passkey was not used. Try again, or choose another way.")
})
