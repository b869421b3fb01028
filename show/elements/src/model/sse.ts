/** One message of a server-sent event stream. */
export interface Message {
  readonly event: string;
  readonly data: string;
}

/** The longest message that is read, in characters; an answer has at most 10,000 rows. */
export const MESSAGE_CHARACTERS_MAX = 16_000_000;

/** Cuts a stream of text into messages as the HTML standard says; comments and `id` are passed over. */
export class MessageReader {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private characters = 0;

  /** The messages that this piece completes. Throws when one is longer than the limit. */
  read(piece: string): Message[] {
    const messages: Message[] = [];
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = this.take(line);
      if (message !== null) {
        messages.push(message);
      }
    }
    if (this.characters + this.rest.length > MESSAGE_CHARACTERS_MAX) {
      throw new RangeError(`a message is longer than ${MESSAGE_CHARACTERS_MAX} characters`);
    }
    return messages;
  }

  private take(line: string): Message | null {
    if (line === '') {
      return this.finish();
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'event') {
      this.event = value ?? '';
    } else if (field === 'data') {
      this.data.push(value ?? '');
      this.characters += line.length;
    }
    return null;
  }

  private finish(): Message | null {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    this.characters = 0;
    return data.length === 0 ? null : { event: event === '' ? 'message' : event, data: data.join('\n') };
  }
}
