// Sends the calls of calls.py with Segment's library for Node: half of them, then, when told to, the other half.
import { createInterface } from "node:readline";
import { Analytics } from "@segment/analytics-node";

const [host, writeKey, count] = process.argv.slice(2);
const kinds = ["track", "page", "screen", "identify", "group", "alias"];
const analytics = new Analytics({ host, writeKey, maxRetries: 30, flushInterval: 200 });
const failures = [];
analytics.on("error", (failure) => failures.push(`${failure.code}: ${failure.reason}`));

function send(number) {
  const kind = kinds[number % kinds.length];
  const call = { userId: `customer-${number}`, context: { mark: `${kind}-${number}` } };
  switch (kind) {
    case "track":
      return analytics.track({ ...call, event: "Order Completed", properties: { revenue: 12.5 } });
    case "page":
    case "screen":
      return analytics[kind]({ ...call, name: "Cart", properties: { path: "/cart" } });
    case "identify":
      return analytics.identify({ ...call, traits: { plan: "gold" } });
    case "group":
      return analytics.group({ ...call, groupId: "club", traits: { city: "Bremen" } });
    default:
      return analytics.alias({ ...call, previousId: `before-${number}` });
  }
}

const half = Math.floor(count / 2);
for (let number = 0; number < half; number++) send(number);
await analytics.flush();
console.log("half");
await new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));
for (let number = half; number < count; number++) send(number);
console.log("all on their way");
await analytics.closeAndFlush();
console.log(JSON.stringify(failures));
process.exit(0);
