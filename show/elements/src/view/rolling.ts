import { setText } from './dom';

const ROLL_MILLIS = 450;

/** A number on screen that rolls gently to its next value; readers who want less motion see it change at once. */
export class RollingNumber {
  private shown: number | null = null;
  private frame = 0;

  constructor(private readonly element: Element) {}

  show(value: number | null, format: (value: number | null) => string): void {
    cancelAnimationFrame(this.frame);
    const from = this.shown;
    const isStill = from === null || value === null || from === value || document.hidden;
    if (isStill || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.shown = value;
      setText(this.element, format(value));
      return;
    }
    const isWhole = Number.isInteger(from) && Number.isInteger(value);
    const start = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - start) / ROLL_MILLIS));
      const eased = 1 - (1 - share) ** 3;
      const between = from + (value - from) * eased;
      // What is rolled on from here stays whole too.
      const shown = share === 1 ? value : isWhole ? Math.round(between) : between;
      this.shown = shown;
      setText(this.element, format(shown));
      if (share < 1) {
        this.frame = requestAnimationFrame(step);
      }
    };
    this.frame = requestAnimationFrame(step);
  }
}
