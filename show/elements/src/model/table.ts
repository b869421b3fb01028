import { type Answer, nameOf, type Row, timezoneOf, type Value } from './answer';
import { day, dayAndClock, duration, number, percent } from './format';

/** An answer as a table of texts. */
export interface Table {
  readonly titles: readonly string[];
  readonly lines: readonly (readonly string[])[];
  /** How many lines there are beside those that are drawn. */
  readonly more: number;
}

/** More lines could not be looked over. */
export const LINES_MAX = 50;

/** Fields that say when, in a zone. */
const TIMES = new Set(['at', 'cohort']);

/**
 * The rows of any answer, with a column for each field that any row has, in their order. `column` says in words what rows are
 * broken down by.
 */
export function table(answer: Answer, locale?: string, column = ''): Table {
  const fields = [...new Set(answer.rows.flatMap((row) => Object.keys(row)))];
  return {
    titles: fields.map((field) => (field === 'by' && column !== '' ? column : title(field, answer))),
    lines: answer.rows
      .slice(0, LINES_MAX)
      .map((row) => fields.map((field) => written(row, field, answer, locale))),
    more: Math.max(0, answer.rows.length - LINES_MAX),
  };
}

/** `eventsPerSession` as `Events per session`, and `intervals` as what they are. */
function title(field: string, { question }: Pick<Answer, 'question'>): string {
  if (field === 'intervals' && question.interval !== undefined) {
    return title(`${question.interval}s`, { question });
  }
  const words = field
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/ seconds$/, question.kind === 'sessions' ? ' length' : ' time');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function written(row: Row, field: string, answer: Answer, locale?: string): string {
  const value = row[field];
  if (field === 'by') {
    return nameOf(value);
  }
  if (TIMES.has(field) && typeof value === 'string' && value !== 'all') {
    return time(value, answer, locale);
  }
  if (typeof value === 'number' || value === null || value === undefined) {
    return figure(field, value ?? null, locale);
  }
  return String(value satisfies Value);
}

function time(value: string, answer: Answer, locale?: string): string {
  const instant = new Date(value);
  const isOfDays = ['day', 'week', 'month'].includes(answer.question.interval ?? '');
  return (isOfDays ? day : dayAndClock)(instant, timezoneOf(answer), locale);
}

function figure(field: string, value: number | null, locale?: string): string {
  if (/rate$/i.test(field)) {
    return percent(value, locale);
  }
  return field.endsWith('Seconds') ? duration(value) : number(value, locale);
}
