// Puts one of Footfall's elements into a Streamlit component. The elements come from the engine itself, so they are of
// its version; a browser that cannot load them says so once, and Python then asks in its place.

const LOADING_MILLIS_MAX = 5_000;
const RENEWAL_MILLIS_MIN = 2_000;
const libraries = new Map();
let attempts = 0;

// What may be there once and not the next time; other attributes are the element's own.
const SETTINGS = ['every', 'paused', 'money', 'unit', 'column'];

function library(engine) {
  if (!libraries.has(engine)) {
    // A module that failed once would fail for ever under the same address.
    const again = attempts === 0 ? '' : `?attempt=${attempts}`;
    attempts += 1;
    const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error('too late')), LOADING_MILLIS_MAX));
    const loading = Promise.race([import(`${engine}/footfall-elements.js${again}`), late]);
    loading.catch(() => libraries.delete(engine));
    libraries.set(engine, loading);
  }
  return libraries.get(engine);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const host = parentElement.querySelector('.footfall');
  let element = host.firstElementChild;
  if (element === null || element.localName !== data.tag) {
    element = document.createElement(data.tag);
    let renewedAt = 0;
    element.addEventListener('footfall-no-access', () => {
      if (Date.now() - renewedAt > RENEWAL_MILLIS_MIN) {
        renewedAt = Date.now();
        ask(host, () => setTriggerValue('renewal', renewedAt));
      }
    });
    element.addEventListener('footfall-change', (event) => {
      ask(host, () => setTriggerValue('changed', event.detail.asOf));
    });
    set(element, data.attributes);
    host.replaceChildren(element);
  } else {
    set(element, data.attributes);
  }
  library(data.engine).catch(() => ask(host, () => setStateValue('reach', 'none')));
  followTheme(host);
}

function set(element, attributes) {
  for (const name of SETTINGS) {
    if (!(name in attributes)) {
      element.removeAttribute(name);
    }
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }
}

// What is drawn on a canvas has to be drawn again in other colours; the rest follows by itself.
let ink = '';
function followTheme(host) {
  const now = getComputedStyle(host).getPropertyValue('--st-text-color');
  if (ink !== '' && ink !== now) {
    document.dispatchEvent(new CustomEvent('footfall-theme'));
  }
  ink = now;
}
