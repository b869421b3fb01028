import { type Answer, NONE, nameOf, numberIn, OTHER } from './answer';
import { amount, number } from './format';
import { type Comparison, compare } from './tile';

/** One line of a ranking. */
export interface Entry {
  /** Tells this line from the others. */
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** The value over the largest one, 0 to 1: the length of its bar. */
  readonly share: number;
  readonly comparison: Comparison | null;
  /** Whether the line stands for all those outside the top, or for those without a value. */
  readonly isRest: boolean;
}

/** The lines of an answer by a property, in its rank; with `isMoney` as amounts. */
export function entries(answer: Answer, isMoney = false, locale?: string): readonly Entry[] {
  const values = answer.rows.map((row) => numberIn(row, 'value'));
  const isRest = answer.rows.map((row) => row.by === OTHER || row.by === NONE);
  const largest = Math.max(0, ...values.filter((_, place) => !isRest[place]).map((value) => value ?? 0));
  const format = (value: number | null): string => (isMoney ? amount : number)(value, locale);
  return answer.rows.map((row, place) => {
    const value = values[place] ?? null;
    const share = largest === 0 ? 0 : Math.min(1, Math.max(0, (value ?? 0) / largest));
    return {
      key: JSON.stringify(row.by ?? null),
      name: nameOf(row.by),
      value: format(value),
      share: isRest[place] ? 0 : share,
      comparison:
        answer.question.compare === undefined
          ? null
          : compare(value, numberIn(row, 'previous'), format, locale),
      isRest: isRest[place] ?? false,
    };
  });
}
