/** The parts of the HTTP API that the elements read, as types. Fields they do not read are left out. */

export type Value = string | number | boolean | null;

/** One line of an answer: its key fields and its numbers. */
export type Row = Readonly<Record<string, Value>>;

export interface Question {
  readonly kind: string;
  readonly by?: unknown;
  readonly interval?: string;
  readonly timezone?: string;
  readonly compare?: string;
  readonly measure?: string;
  readonly period?: { readonly last?: string; readonly calendar?: string };
}

/** When an answer is true. `eventTime` is the newest event's own time, null before the first event. */
export interface AsOf {
  readonly time: string;
  readonly eventTime: string | null;
}

export interface Answer {
  readonly question: Question;
  readonly definition: string;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly asOf: AsOf;
  readonly computedAt: string;
  readonly ignored: number;
  readonly capped: boolean;
  readonly rows: readonly Row[];
}

/** What became different: rows that are new or have new numbers, and the keys of rows that left. */
export interface Change {
  readonly set: readonly Row[];
  readonly gone: readonly Row[];
  readonly asOf: AsOf;
}

/** The time zone in which the answer's days and hours are cut. */
export function timezoneOf(answer: Answer): string {
  return answer.question.timezone ?? 'UTC';
}

/** The number in a field of a row, null where there is none. */
export function numberIn(row: Row | undefined, field: string): number | null {
  const value = row?.[field];
  return typeof value === 'number' ? value : null;
}

const EARLIER: Readonly<Record<string, string>> = {
  '1d': 'this time yesterday',
  '7d': 'this time last week',
  previous: 'the period before',
};

/** What an answer is compared with, in a reader's words; null if with nothing. */
export function earlierOf({ question }: Answer): string | null {
  return question.compare === undefined ? null : (EARLIER[question.compare] ?? `${question.compare} before`);
}

/** Whether an answer is about today alone. */
export function isOfToday({ question }: Answer): boolean {
  return question.period?.calendar === 'today';
}

/** The value that stands for all those outside the top. */
export const OTHER = '(other)';

/** The value of those that lack the property. */
export const NONE = '(none)';

/** A value of `by` in a reader's words; empty for an answer without `by`. */
export function nameOf(by: Value | undefined): string {
  if (by === OTHER) {
    return 'All others';
  }
  return by === NONE ? 'Without a value' : String(by ?? '');
}

/** Reads a whole answer; throws when it is none. */
export function parseAnswer(value: unknown): Answer {
  const read = record(value, 'answer');
  const question = record(read.question, 'question');
  return {
    question: { ...question, kind: text(question.kind, 'question.kind') },
    definition: typeof read.definition === 'string' ? read.definition : '',
    period: (read.period as Answer['period'] | undefined) ?? null,
    asOf: asOf(read.asOf),
    computedAt: text(read.computedAt, 'computedAt'),
    ignored: typeof read.ignored === 'number' ? read.ignored : 0,
    capped: read.capped === true,
    rows: rows(read.rows),
  };
}

/** Reads a change; throws when it is none. */
export function parseChange(value: unknown): Change {
  const read = record(value, 'change');
  return { set: rows(read.set), gone: rows(read.gone), asOf: asOf(read.asOf) };
}

/** Reads an as-of, alone or inside an object with the field `asOf`; throws when it is none. */
export function parseAsOf(value: unknown): AsOf {
  const read = record(value, 'as-of');
  return asOf(read.asOf ?? read);
}

function asOf(value: unknown): AsOf {
  const read = record(value, 'asOf');
  const eventTime = read.eventTime;
  return {
    time: text(read.time, 'asOf.time'),
    eventTime: typeof eventTime === 'string' ? eventTime : null,
  };
}

function rows(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) {
    throw new TypeError('rows are a list');
  }
  return value as readonly Row[];
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw new TypeError(`${name} is text`);
  }
  return value;
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name} is an object`);
  }
  return value as Record<string, unknown>;
}
