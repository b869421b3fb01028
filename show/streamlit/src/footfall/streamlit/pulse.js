// The timer of parts that Python draws. The next tick is asked for only after the last one was drawn, so that a slow process
// is asked less often; a hidden page asks for none, and for one at once when it is shown again.

// An answer that never came, as when a connection broke, must not end it all.
const PATIENCE_MILLIS_MIN = 10_000;
const PATIENCE_PACES = 5;
const pulses = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let pulse = pulses.get(parentElement);
  if (pulse === undefined) {
    pulse = new Pulse();
    pulses.set(parentElement, pulse);
  }
  pulse.drawn(data, parentElement, setTriggerValue);
  outOfTheWay(parentElement);
  return () => pulse.end();
}

class Pulse {
  drawn({ number, seconds }, parentElement, setTriggerValue) {
    if (number === this.number) {
      return;
    }
    this.number = number;
    this.millis = 1_000 * seconds;
    this.ask = () => ask(within(parentElement), () => number === this.number && setTriggerValue('beat', number));
    this.due = Date.now() + this.millis;
    this.wait();
    this.shown ??= () => this.wait();
    document.addEventListener('visibilitychange', this.shown);
  }

  wait() {
    clearTimeout(this.timer);
    if (!document.hidden) {
      this.timer = setTimeout(() => this.tick(), Math.max(0, this.due - Date.now()));
    }
  }

  tick() {
    this.due = Date.now() + Math.max(PATIENCE_MILLIS_MIN, PATIENCE_PACES * this.millis);
    this.ask();
    this.wait();
  }

  end() {
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.shown);
    this.number = undefined;
  }
}

// It shows nothing, and must not leave a gap where it stands.
function outOfTheWay(parentElement) {
  within(parentElement).closest('[data-testid="stElementContainer"]')?.style.setProperty('display', 'none');
}

function within(parentElement) {
  return parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
}
