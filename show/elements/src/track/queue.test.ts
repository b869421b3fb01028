import { expect, test } from 'vitest';
import { type Carrier, type Item, Queue } from './queue';

/** A way to the engine that is told how it answers. */
class Way implements Carrier {
  readonly sent: string[] = [];
  readonly last: string[] = [];
  readonly answers: number[] = [];
  readonly pauses: number[] = [];
  takesLast = true;
  private due: (() => void)[] = [];

  async send(body: string): Promise<number> {
    this.sent.push(body);
    return this.answers.shift() ?? 200;
  }

  sendLast(body: string): boolean {
    this.last.push(body);
    return this.takesLast;
  }

  later(then: () => void, millis: number): void {
    this.pauses.push(millis);
    this.due.push(then);
  }

  now(): Date {
    return new Date('2026-03-01T10:00:00Z');
  }

  /** Lets the pause that runs be over, and everything that follows from that happen. */
  async pass(): Promise<void> {
    const due = this.due;
    this.due = [];
    for (const then of due) {
      then();
    }
    await new Promise((done) => setTimeout(done, 0));
  }
}

const ids = (body: string | undefined): unknown[] =>
  (JSON.parse(body ?? '{"batch":[]}').batch as Item[]).map(({ messageId }) => messageId);

test('what comes within a second goes out together, with the key and the time of sending', async () => {
  const way = new Way();
  const queue = new Queue('secret', way);
  queue.add({ messageId: 'a' });
  queue.add({ messageId: 'b' });
  await way.pass();
  expect(way.sent.map((body) => JSON.parse(body))).toEqual([
    {
      writeKey: 'secret',
      sentAt: '2026-03-01T10:00:00.000Z',
      batch: [{ messageId: 'a' }, { messageId: 'b' }],
    },
  ]);
});

test('what is not answered is sent again after pauses that grow, and what comes meanwhile behind it', async () => {
  const way = new Way();
  way.answers.push(0, 503, 429);
  const queue = new Queue('k', way);
  queue.add({ messageId: 'a' });
  for (let turn = 0; turn < 4; turn++) {
    await way.pass();
    queue.add({ messageId: `later-${turn}` });
  }
  await way.pass();
  expect(way.sent.map(ids)).toEqual([
    ['a'],
    ['a', 'later-0'],
    ['a', 'later-0', 'later-1'],
    ['a', 'later-0', 'later-1', 'later-2'],
    ['later-3'],
  ]);
  expect(way.pauses).toEqual([1_000, 2_000, 4_000, 8_000, 1_000]);
});

test('what is refused for good is not sent again', async () => {
  const way = new Way();
  way.answers.push(401);
  const queue = new Queue('k', way);
  queue.add({ messageId: 'a' });
  await way.pass();
  await way.pass();
  expect(way.sent).toHaveLength(1);
});

test('a page that goes away sends what waits, in pieces that browsers take', () => {
  const way = new Way();
  const queue = new Queue('k', way);
  for (const messageId of ['a', 'b', 'c']) {
    queue.add({ messageId, properties: { text: 'x'.repeat(12_000) } });
  }
  queue.leave();
  expect(way.last.map(ids)).toEqual([['a'], ['b'], ['c']]);
  queue.leave();
  expect(way.last).toHaveLength(3);
});

test('what the browser does not take on leaving stays', async () => {
  const way = new Way();
  way.takesLast = false;
  const queue = new Queue('k', way);
  queue.add({ messageId: 'a' });
  queue.leave();
  await way.pass();
  expect(way.sent.map(ids)).toEqual([['a']]);
});

test('beyond a thousand that wait nothing is taken', async () => {
  const way = new Way();
  const queue = new Queue('k', way);
  for (let number = 0; number < 1_001; number++) {
    queue.add({ messageId: number });
  }
  for (let turn = 0; turn < 30; turn++) {
    await way.pass();
  }
  const all = way.sent.flatMap(ids);
  expect(all).toHaveLength(1_000);
  expect(all.at(-1)).toBe(999);
});
