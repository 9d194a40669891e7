// What Waypost does while no page of it is open: it shows notices, and says so when it cannot be reached. It keeps nothing.

const OFFLINE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Waypost</title><h1>Waypost cannot be reached from here</h1>
<p>There is no connection, or Waypost is not running. Nothing is lost: what is scheduled leaves from its own machine.
<p><a href="">Try again</a></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  const offline = () => new Response(OFFLINE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  event.respondWith(fetch(event.request).catch(offline));
});

self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url }, icon: "/icon.png" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = new URL(event.notification.data.url, self.location.origin);
  // Whatever a message says, it leads nowhere but here.
  if (target.origin === self.location.origin) event.waitUntil(self.clients.openWindow(target.href));
});
