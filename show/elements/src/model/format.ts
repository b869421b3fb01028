/** Numbers, money and times as people read them. The locale is the reader's unless a test says otherwise. */

/** What stands for a number that does not exist, such as an average of nothing. */
export const NOTHING = '–';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A number with at most two decimals, in full. */
export function number(value: number | null, locale?: string): string {
  return value === null ? NOTHING : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** An amount whose currency is known from elsewhere, with two decimals. */
export function amount(value: number | null, locale?: string): string {
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return value === null ? NOTHING : new Intl.NumberFormat(locale, two).format(exactly(value));
}

/** A number in few characters, for axes: 12K, 1.5M. */
export function compact(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** An amount in its currency; a code that is no ISO 4217 currency is written behind the number. */
export function money(value: number | null, currency: string, locale?: string): string {
  if (value === null) {
    return NOTHING;
  }
  if (!/^[A-Za-z]{3}$/.test(currency)) {
    return `${amount(value, locale)} ${currency}`;
  }
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(exactly(value));
}

/** What was sent: a half cent is then rounded away from zero, as Python does it, and not as the binary fraction beside it. */
function exactly(value: number): number {
  // The declarations do not know that a browser takes decimals in words, and that without rounding them first.
  return String(value) as unknown as number;
}

/** A share of one as a percentage with one decimal, of which nothing and all have none. */
export function percent(share: number | null, locale?: string): string {
  if (share === null || !Number.isFinite(share)) {
    return NOTHING;
  }
  const isPlain = share === 0 || share === 1;
  const decimals = { minimumFractionDigits: isPlain ? 0 : 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, { style: 'percent', ...decimals }).format(share);
}

/** A length of time in its two largest units: `4 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function duration(seconds: number | null): string {
  if (seconds === null) {
    return NOTHING;
  }
  if (seconds > 0 && seconds < 1) {
    return '< 1 s';
  }
  const whole = Math.round(seconds);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / DAY), 'd'],
    [Math.floor((whole % DAY) / HOUR), 'h'],
    [Math.floor((whole % HOUR) / MINUTE), 'min'],
    [whole % MINUTE, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) {
    return '0 s';
  }
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** How long ago something was: `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function ago(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  if (seconds < 2) {
    return 'just now';
  }
  if (seconds < MINUTE) {
    return `${seconds} s ago`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min ago`;
  }
  return seconds < DAY ? `${Math.floor(seconds / HOUR)} h ago` : `${Math.floor(seconds / DAY)} d ago`;
}

/** The time of day, to the second. */
export function clock(instant: Date, timezone: string, locale?: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23' }).format(instant);
}

/** The time of day, to the minute. */
export function clockMinutes(instant: Date, timezone: string, locale?: string): string {
  const options = { hour: '2-digit', minute: '2-digit', timeZone: timezone } as const;
  return new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23' }).format(instant);
}

/** The day of the month, as in `24 Nov`. */
export function day(instant: Date, timezone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: timezone }).format(
    instant,
  );
}

/** The day and the time of day, to the minute. */
export function dayAndClock(instant: Date, timezone: string, locale?: string): string {
  return `${day(instant, timezone, locale)}, ${clockMinutes(instant, timezone, locale)}`;
}
