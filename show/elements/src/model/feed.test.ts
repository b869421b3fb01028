import { expect, test } from 'vitest';
import { addressedNews, NO_ANSWER_YET, receive, refusalOf, refuse, successorToken } from './feed';

const ANSWER = {
  question: { kind: 'trend' },
  definition: 'Orders today.',
  period: null,
  asOf: { sequence: 1, time: '2026-03-01T10:00:01Z', eventTime: null },
  computedAt: '2026-03-01T10:00:00Z',
  rows: [{ value: 1 }],
};
const LATER = { sequence: 2, time: '2026-03-01T10:00:02Z', eventTime: '2026-03-01T10:00:01Z' };
const CHANGE = { set: [{ value: 2 }], gone: [], asOf: LATER };

const answered = receive(NO_ANSWER_YET, { event: 'answer', data: ANSWER });

test('an answer is followed by its changes', () => {
  const changed = receive(answered, { event: 'change', data: CHANGE });
  expect(changed.answer?.rows).toEqual([{ value: 2 }]);
  expect(changed.answer?.asOf.time).toBe(LATER.time);
});

test('a change before the first answer is passed over', () => {
  expect(receive(NO_ANSWER_YET, { event: 'change', data: CHANGE })).toBe(NO_ANSWER_YET);
});

test('passing time moves the as-of and leaves the rows alone', () => {
  for (const data of [LATER, { asOf: LATER }]) {
    const moved = receive(answered, { event: 'asof', data });
    expect(moved.answer?.asOf.time).toBe(LATER.time);
    expect(moved.answer?.rows).toBe(answered.answer?.rows);
  }
});

test('a refusal keeps the last good numbers and the next answer lifts it', () => {
  const refused = refuse(answered, 'no-access');
  expect(refused.answer).toBe(answered.answer);
  expect(receive(refused, { event: 'answer', data: ANSWER }).refusal).toBeNull();
});

test('what cannot be read is an error, so that a whole answer is asked for', () => {
  for (const data of [null, [], { rows: 1 }, { set: [] }]) {
    expect(() => receive(answered, { event: 'change', data })).toThrow();
    expect(() => receive(answered, { event: 'answer', data })).toThrow();
  }
});

test('a question that is pinned no more keeps its last answer', () => {
  const gone = receive(answered, { event: 'problem', data: { status: 404 } });
  expect(gone).toEqual({ answer: answered.answer, refusal: 'unknown-question' });
});

test('a question whose token was refused has no access until it gets another', () => {
  const refused = receive(answered, { event: 'problem', data: { status: 401 } });
  expect(refused).toEqual({ answer: answered.answer, refusal: 'no-access' });
});

test('a stream of several questions says of which one it speaks', () => {
  const data = JSON.stringify({ question: 'orders', data: ANSWER });
  const { question, news } = addressedNews({ event: 'answer', data });
  expect(question).toBe('orders');
  expect(receive(NO_ANSWER_YET, news)).toEqual(answered);
  for (const unreadable of ['{', 'null', '[]', '{"question":"orders"}']) {
    expect(() => addressedNews({ event: 'answer', data: unreadable })).toThrow();
  }
});

test('an unknown message is passed over', () => {
  expect(receive(answered, { event: 'later', data: 'x' })).toBe(answered);
});

test('the stream hands out the token that opens it next', () => {
  expect(successorToken({ event: 'token', data: { token: 't2' } })).toBe('t2');
  expect(successorToken({ event: 'asof', data: { token: 't2' } })).toBeNull();
});

test('only what will not pass by itself is a refusal', () => {
  expect([401, 403, 404, 429, 500, 503].map(refusalOf)).toEqual([
    'no-access',
    'no-access',
    'unknown-question',
    null,
    null,
    null,
  ]);
});
