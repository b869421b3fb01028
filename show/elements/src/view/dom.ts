/** An element with a class and a text. Text from events only ever comes in here or as `textContent`. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') {
    element.className = className;
  }
  if (text !== '') {
    element.textContent = text;
  }
  return element;
}

/** A style sheet that a strict content security policy allows. */
export function sheet(css: string): CSSStyleSheet {
  const styles = new CSSStyleSheet();
  styles.replaceSync(css);
  return styles;
}

/** Sets a text only when it is another, so that a selection survives. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Makes a list have as many children as there are items, each drawn anew from its item; children are kept. */
export function fill<T, E extends Element>(
  parent: Element,
  items: readonly T[],
  create: () => E,
  draw: (element: E, item: T, place: number) => void,
): void {
  while (parent.children.length > items.length) {
    parent.lastElementChild?.remove();
  }
  while (parent.children.length < items.length) {
    parent.append(create());
  }
  items.forEach((item, place) => {
    draw(parent.children[place] as E, item, place);
  });
}
