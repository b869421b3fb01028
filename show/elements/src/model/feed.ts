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

/** What a stream says of one question: the kind of message, and its data as read from JSON. */
export interface News {
  readonly event: string;
  readonly data: unknown;
}

function statusOf(problem: unknown): number {
  const isProblem = typeof problem === 'object' && problem !== null && 'status' in problem;
  return isProblem ? Number(problem.status) : 0;
}

/** What a stream of several questions says, and of which one; throws when it cannot be told. */
export function addressedNews(message: Message): { readonly question: string; readonly news: News } {
  const read: unknown = JSON.parse(message.data);
  if (typeof read !== 'object' || read === null || !('question' in read) || !('data' in read)) {
    throw new TypeError('a message of several questions names its own');
  }
  return { question: String(read.question), news: { event: message.event, data: read.data } };
}

/**
 * The feed after news of its question. News of an unknown kind, or of a change to an answer not yet received, is passed
 * over. Throws when it cannot be read; a new connection then starts with a whole answer.
 */
export function receive(feed: Feed, { event, data }: News): Feed {
  switch (event) {
    case 'answer':
      return { answer: parseAnswer(data), refusal: null };
    case 'change':
      return feed.answer === null
        ? feed
        : { answer: applyChange(feed.answer, parseChange(data)), refusal: null };
    case 'asof':
      return feed.answer === null ? feed : { ...feed, answer: { ...feed.answer, asOf: parseAsOf(data) } };
    case 'problem':
      return refuse(feed, refusalOf(statusOf(data)) ?? 'unknown-question');
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
export function successorToken({ event, data }: News): string | null {
  const isToken = event === 'token' && typeof data === 'object' && data !== null && 'token' in data;
  const token = isToken ? data.token : null;
  return typeof token === 'string' ? token : null;
}
