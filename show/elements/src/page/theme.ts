const STORED = 'footfall-theme';

/** Follows the system's theme until the reader chooses one; the choice is kept in this browser. */
export function followTheme(toggle: HTMLElement): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const chosen = localStorage.getItem(STORED);
    document.documentElement.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
    document.dispatchEvent(new CustomEvent('footfall-theme'));
  };
  dark.addEventListener('change', apply);
  toggle.addEventListener('click', () => {
    const isDark = document.documentElement.dataset.theme === 'dark';
    localStorage.setItem(STORED, isDark ? 'light' : 'dark');
    apply();
  });
  apply();
}
