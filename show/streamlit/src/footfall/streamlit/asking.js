// When Python may be asked to draw a part again; it stands before each component's own script. Streamlit sends with every request
// which page is shown, and learns of another page only by the first answer after the click: a request in between names the page
// that was left, runs after the new one and clears it (seen with 1.67). So a part waits while a click is on its way, and one that
// left with its page asks no more.

const CLICK_MILLIS = 1_000;
const PAGE_MILLIS_MAX = 10_000;
// Of two parts that ask at the same moment, Streamlit draws one and forgets the other (seen with 1.67).
const APART_MILLIS = 100;

// One for all components of the page: each has this file of its own.
const asking = (window[Symbol.for('footfall-asking')] ??= watched({ freeAt: 0, page: '', pageUntil: 0 }));

function watched(state) {
  const hold = () => {
    state.freeAt = Math.max(state.freeAt, Date.now() + CLICK_MILLIS);
  };
  const clicked = (event) => {
    hold();
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href !== '');
    if (link !== undefined && opensHere(link, event)) {
      state.page = link.pathname;
      state.pageUntil = Date.now() + PAGE_MILLIS_MAX;
    }
  };
  const wentBack = () => {
    hold();
    state.pageUntil = 0;
  };
  document.addEventListener('click', clicked, true);
  window.addEventListener('popstate', wentBack);
  return state;
}

/** Whether a click on a link opens a page in this one's place: not elsewhere, and no file. */
function opensHere(link, { ctrlKey, metaKey, shiftKey }) {
  const isPage = link.origin === location.origin && link.target !== '_blank' && !link.hasAttribute('download');
  return isPage && !ctrlKey && !metaKey && !shiftKey;
}

/** In how many milliseconds Python may be asked; 0 is now. */
function waiting() {
  const now = Date.now();
  if (location.pathname === asking.page) {
    asking.pageUntil = 0;
  }
  return now < asking.pageUntil ? APART_MILLIS : Math.max(0, asking.freeAt - now);
}

/** Asks Python now or as soon as it may be asked, if what asks is still in the page by then. */
function ask(host, send) {
  const millis = waiting();
  if (millis > 0) {
    setTimeout(() => ask(host, send), millis);
  } else if (host.isConnected) {
    asking.freeAt = Date.now() + APART_MILLIS;
    send();
  }
}
