import { expect, test } from 'vitest';
import type { Answer, Row } from './answer';
import { LINKS_MAX, pathSteps } from './paths';

function answer(...rows: Row[]): Answer {
  return {
    question: { kind: 'paths' },
    definition: '',
    period: null,
    asOf: { time: '2026-03-20T10:00:00Z', eventTime: null },
    computedAt: '2026-03-20T10:00:00Z',
    ignored: 0,
    capped: false,
    rows,
  };
}

test('links are kept in their rank within their step', () => {
  const steps = pathSteps(
    answer(
      { step: 1, from: 'Seen', to: 'Added', customers: 3, occurrences: 4 },
      { step: 1, from: 'Seen', to: null, customers: 1, occurrences: 1 },
      { step: 2, from: 'Added', to: 'Bought', customers: 2, occurrences: 2 },
    ),
  );
  expect(steps.map(({ step, links }) => [step, links.map(({ to, share }) => [to, share])])).toEqual([
    [
      1,
      [
        ['Added', 1],
        ['Ends here', 0.25],
      ],
    ],
    [2, [['Bought', 1]]],
  ]);
});

test('what goes backwards begins somewhere', () => {
  expect(
    pathSteps(answer({ step: 1, from: null, to: 'Bought', customers: 1, occurrences: 1 }))[0]?.links[0]?.from,
  ).toBe('Begins here');
});

test('a step of very many links says how many are not drawn, and names the rest', () => {
  const rows = Array.from({ length: LINKS_MAX + 2 }, (_, number) => ({
    step: 1,
    from: 'Seen',
    to: number === 0 ? '(other)' : `p${number}`,
    customers: null,
    occurrences: 9,
  }));
  const [step] = pathSteps(answer(...rows));
  expect(step?.links).toHaveLength(LINKS_MAX);
  expect(step?.more).toBe(2);
  expect(step?.links[0]).toMatchObject({ to: 'Anything else', isRest: true });
});
