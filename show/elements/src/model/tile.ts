import { type Answer, nameOf, numberIn, type Row } from './answer';
import { money, number, percent } from './format';

/** One number of a tile: the number now, and beside it the earlier one. */
export interface Figure {
  /** What the number belongs to when there are several, such as a currency; empty for a single number. */
  readonly name: string;
  readonly value: number | null;
  /** Null when the question does not compare. */
  readonly comparison: Comparison | null;
  readonly format: (value: number | null) => string;
}

export interface Comparison {
  /** Unknown where there is no number on one side, such as the mean of nothing. */
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  /** The difference as a percentage, or in full where there was nothing before. */
  readonly difference: string;
  /** The earlier number, formatted. */
  readonly previous: string;
}

/**
 * The numbers of an answer without intervals. With `isMoney` the values of `by` are currencies, so amounts in different
 * currencies stay beside each other. An answer without rows shows the nothing it counted.
 */
export function figures(answer: Answer, isMoney: boolean, locale?: string): readonly Figure[] {
  const isCompared = answer.question.compare !== undefined;
  const rows = answer.rows.length > 0 ? answer.rows : [isCompared ? { value: 0, previous: 0 } : { value: 0 }];
  return rows.map((row) => figure(row, rows.length > 1, isCompared, isMoney, locale));
}

function figure(row: Row, isNamed: boolean, isCompared: boolean, isMoney: boolean, locale?: string): Figure {
  const by = row.by;
  const currency = isMoney && typeof by === 'string' && !by.startsWith('(') ? by : null;
  const format = (value: number | null): string =>
    currency === null ? number(value, locale) : money(value, currency, locale);
  const value = numberIn(row, 'value');
  return {
    name: isNamed && currency === null ? nameOf(by) : '',
    value,
    comparison: isCompared ? compare(value, numberIn(row, 'previous'), format, locale) : null,
    format,
  };
}

/** A number beside the earlier one. */
export function compare(
  value: number | null,
  previous: number | null,
  format: (value: number | null) => string,
  locale?: string,
): Comparison {
  if (value === null || previous === null) {
    return { direction: 'unknown', difference: '', previous: format(previous) };
  }
  const change = value - previous;
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'same';
  const size = Math.abs(change);
  const difference = previous === 0 ? format(size) : percent(size / Math.abs(previous), locale);
  return { direction, difference, previous: format(previous) };
}
