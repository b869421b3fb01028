import { expect, test } from 'vitest';
import { MESSAGE_CHARACTERS_MAX, MessageReader } from './sse';

const STREAM =
  ': hello\r\n\r\nevent: answer\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata:x\n\nid: 7\nevent: asof\n\n';

test('a stream is the same messages however it is cut', () => {
  const expected = [
    { event: 'answer', data: '{"a":\n1}' },
    { event: 'message', data: 'x' },
  ];
  for (let size = 1; size <= STREAM.length; size += 1) {
    const reader = new MessageReader();
    const messages = [];
    for (let from = 0; from < STREAM.length; from += size) {
      messages.push(...reader.read(STREAM.slice(from, from + size)));
    }
    expect(messages).toEqual(expected);
  }
});

test('a colon and spaces inside a value are kept', () => {
  expect(new MessageReader().read('data:  a: b \n\n')).toEqual([{ event: 'message', data: ' a: b ' }]);
});

test('a message as long as the limit is read and a longer one refused', () => {
  const longest = `data:${'x'.repeat(MESSAGE_CHARACTERS_MAX - 5)}`;
  expect(() => new MessageReader().read(longest)).not.toThrow();
  expect(() => new MessageReader().read(`${longest}x`)).toThrow(RangeError);
});
