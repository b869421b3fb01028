// Sends what calls.py lists with PostHog's library for Node: half of it, then, when told to, the other half.
import { createInterface } from "node:readline";
import { PostHog } from "posthog-node";

const [host, key, count] = process.argv.slice(2);
const posthog = new PostHog(key, { host, flushInterval: 200, fetchRetryCount: 60, fetchRetryDelay: 500 });
const failures = [];
posthog.on("error", (failure) => failures.push(String(failure.status ?? failure)));

function send(number) {
  const distinctId = `customer-${number}`;
  switch (number % 6) {
    case 0:
      return posthog.capture({ distinctId, event: "Order Completed", properties: { revenue: 12.5 } });
    case 1:
      return posthog.capture({ distinctId, event: "$pageview", properties: { $current_url: "https://shop.example/cart" } });
    case 2:
      return posthog.capture({ distinctId, event: "$screen", properties: { $screen_name: "Cart" } });
    case 3:
      return posthog.identify({ distinctId, properties: { plan: "gold" } });
    case 4:
      return posthog.groupIdentify({ groupType: "club", groupKey: "a", properties: { city: "Bremen" }, distinctId });
    default:
      return posthog.alias({ distinctId: `before-${number}`, alias: distinctId });
  }
}

const half = Math.floor(count / 2);
for (let number = 0; number < half; number++) send(number);
await posthog.flush().catch(() => {});
console.log("half");
await new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));
for (let number = half; number < count; number++) send(number);
console.log("all on their way");
await posthog.shutdown(120_000);
console.log(JSON.stringify(failures));
process.exit(0);
