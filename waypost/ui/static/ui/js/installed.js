// Where Waypost runs as an installed app, its worker is there to say that there is no connection.

if (matchMedia("(display-mode: standalone)").matches) navigator.serviceWorker?.register("/worker.js");
