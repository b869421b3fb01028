import { type Answer, parseAnswer, parseAsOf, parseChange } from './answer';
import { applyChange } from './changes';
import type { Message } from './sse';

/** Why the engine would not answer. */
export type Refusal = 'no-access' | 'unknown-question' | 'bad-answer';

/** What is known of one question: the last good answer, and whether the engine refuses to give a newer one. */
export interface Feed {
  readonly answer: Answer | null;
  readonly refusal: Refusal | null;
}

export const NO_ANSWER_YET: Feed = { answer: null, refusal: null };

/**
 * The feed after a message of its stream. A message that is unknown, or that changes an answer not yet received, is
 * passed over. Throws when the message cannot be read; a new connection then starts with a whole answer.
 */
export function receive(feed: Feed, message: Message): Feed {
  switch (message.event) {
    case 'answer':
      return { answer: parseAnswer(message.data), refusal: null };
    case 'change':
      return feed.answer === null
        ? feed
        : { answer: applyChange(feed.answer, parseChange(message.data)), refusal: null };
    case 'asof':
      return feed.answer === null
        ? feed
        : { ...feed, answer: { ...feed.answer, asOf: parseAsOf(message.data) } };
    default:
      return feed;
  }
}

/** The feed after the engine refused; the last good answer stays. */
export function refuse(feed: Feed, refusal: Refusal): Feed {
  return { ...feed, refusal };
}

/** What a refused request means, by its HTTP status; null for a failure that will pass by itself. */
export function refusalOf(status: number): Refusal | null {
  if (status === 401 || status === 403) {
    return 'no-access';
  }
  return status === 404 ? 'unknown-question' : null;
}

/** The token that opens the stream next time, if this message hands one out. */
export function successorToken(message: Message): string | null {
  if (message.event !== 'token') {
    return null;
  }
  const read: unknown = JSON.parse(message.data);
  const token = typeof read === 'object' && read !== null && 'token' in read ? read.token : null;
  return typeof token === 'string' ? token : null;
}
