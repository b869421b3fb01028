/**
 * A page's own way to say what its customers do, in place of a library:
 *
 *     <script type="module" src="https://events.shop.example/footfall.js?key=WRITE_KEY"></script>
 *
 * It says that the page is looked at, and offers `footfall.track`, `page`, `identify` and `reset`; a module can import `start` instead.
 */
import { type Carrier, Queue } from './queue';
import { type Memory, Tracker } from './tracker';

/** A tracker of this page that sends to an engine, such as `https://events.shop.example`. */
export function start(engine: string, writeKey: string): Tracker {
  const address = `${engine.replace(/\/$/, '')}/v1/batch`;
  const queue = new Queue(writeKey, carrier(address));
  addEventListener('pagehide', () => queue.leave());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      queue.leave();
    }
  });
  return new Tracker({
    visit: () => ({
      url: location.href,
      title: document.title,
      referrer: document.referrer,
      locale: navigator.language,
      userAgent: navigator.userAgent,
    }),
    memory: memory(),
    newId,
    now: () => new Date(),
    add: (item) => queue.add(item),
  });
}

function carrier(address: string): Carrier {
  // As text, which browsers send anywhere without asking first.
  return {
    send: (body) =>
      fetch(address, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'text/plain' },
        credentials: 'omit',
      }).then(
        ({ status }) => status,
        () => 0,
      ),
    sendLast: (body) => navigator.sendBeacon(address, new Blob([body], { type: 'text/plain' })),
    later: (then, millis) => setTimeout(then, millis),
    now: () => new Date(),
  };
}

/** Where the browser keeps nothing, ids last as long as the page. */
function memory(): Memory {
  const here = new Map<string, string>();
  const kept = (): Storage | null => {
    try {
      return localStorage;
    } catch {
      return null;
    }
  };
  return {
    get: (name) => kept()?.getItem(name) ?? here.get(name) ?? null,
    set: (name, value) => {
      here.delete(name);
      kept()?.removeItem(name);
      if (value !== null) {
        here.set(name, value);
        try {
          kept()?.setItem(name, value);
        } catch {
          // The store is full; it is remembered here.
        }
      }
    },
  };
}

/** Random, of version 4. `crypto.randomUUID` is there on secure pages only. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const own = new URL(import.meta.url);
const key = own.searchParams.get('key');
if (key !== null) {
  const footfall = start(own.href.replace(/\/[^/]*$/, ''), key);
  Object.assign(window, { footfall });
  footfall.page();
}
