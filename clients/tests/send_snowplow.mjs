// Sends what calls.py lists with Snowplow's tracker for Node: half of it, then, when told to, the other half.
import { createInterface } from "node:readline";
import {
  buildEcommerceTransaction,
  buildPageView,
  buildSelfDescribingEvent,
  buildStructEvent,
  newTracker,
} from "@snowplow/node-tracker";
import { newInMemoryEventStore } from "@snowplow/tracker-core";

const [host, key, count] = process.argv.slice(2);
const failures = [];
const eventStore = newInMemoryEventStore({});
const tracker = newTracker(
  { namespace: "clients", appId: key, encodeBase64: true },
  {
    endpoint: host,
    bufferSize: 10,
    eventStore,
    onRequestFailure: (failure) => {
      if (failure.status) failures.push(String(failure.status));
    },
  },
);

function event(number) {
  switch (number % 4) {
    case 0:
      return buildEcommerceTransaction({ orderId: `o${number}`, total: 12.5 });
    case 1:
      return buildPageView({ pageUrl: "https://shop.example/cart", pageTitle: "Cart" });
    case 2:
      return buildStructEvent({ category: "shop", action: "Order Completed", value: 12.5 });
    default:
      return buildSelfDescribingEvent({
        event: { schema: "iglu:com.example/sign_up/jsonschema/1-0-0", data: { plan: "gold" } },
      });
  }
}

function send(number) {
  tracker.setUserId(`customer-${number}`);
  tracker.track(event(number));
}

const half = Math.floor(count / 2);
for (let number = 0; number < half; number++) send(number);
await tracker.flush();
console.log("half");
await new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));
for (let number = half; number < count; number++) send(number);
console.log("all on their way");
// The tracker tries again whenever it is asked to, until nothing is left or it was refused.
while ((await eventStore.count()) > 0 && failures.length === 0) {
  await tracker.flush();
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log(JSON.stringify(failures));
process.exit(0);
