// Starts the network's own development set-up and says where it is, in one line of JSON.
import { TestNetwork } from "@atproto/dev-env";

const network = await TestNetwork.create({ dbPostgresSchema: "bsky" });
process.on("SIGTERM", async () => {
  await network.close().catch(() => {});
  process.exit(0);
});
console.log(JSON.stringify({ pds: network.pds.url, appview: network.bsky.url }));
