// Starts the network's own development set-up and says where it is, in one line of JSON.
import { TestNetwork } from "@atproto/dev-env";

// Places that have a name on the internet, and stand on this machine here.
const places = JSON.parse(process.env.PLACES ?? "{}");
const fetched = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const here = places[url.origin];
  return here ? fetched(here + url.pathname, { headers: { accept: "application/json" } }) : fetched(input, init);
};

const network = await TestNetwork.create({ dbPostgresSchema: "bsky" });
process.on("SIGTERM", async () => {
  await network.close().catch(() => {});
  process.exit(0);
});
console.log(JSON.stringify({ pds: network.pds.url, appview: network.bsky.url, directory: network.plc.url }));
