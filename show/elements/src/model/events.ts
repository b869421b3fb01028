import { money } from './format';

/** One event as the list of newest events shows it. */
export interface TailEvent {
  /** Tells this event from all others. */
  readonly key: string;
  readonly name: string;
  readonly at: Date;
  readonly customer: string;
  /** The few properties that say most, as text. */
  readonly summary: string;
}

/** How many events are kept on screen. */
export const TAIL_EVENTS_MAX = 50;

/** Longest text of one property in a summary, in characters. */
const TEXT_CHARACTERS_MAX = 60;

/** Properties worth showing, most telling first. */
const TELLING = [
  'name',
  'product',
  'revenue',
  'total',
  'value',
  'price',
  'currency',
  'order_id',
  'title',
  'path',
  'url',
  'query',
  'category',
];

/** Properties that the currency belongs to. */
const AMOUNTS = ['revenue', 'total', 'value', 'price'];

const SUMMARY_PROPERTIES_MAX = 3;

/** Reads `{"items":[…]}`; throws when it is none. Items without a time are passed over. */
export function parseEvents(read: unknown, locale?: string): readonly TailEvent[] {
  const items = typeof read === 'object' && read !== null && 'items' in read ? read.items : null;
  if (!Array.isArray(items)) {
    throw new TypeError('events come as a list of items');
  }
  return items.map((item) => tailEvent(item, locale)).filter((event) => !Number.isNaN(event.at.getTime()));
}

/** The newest events of both, newest first, each once. */
export function newest(
  known: readonly TailEvent[],
  arrived: readonly TailEvent[],
  limit: number,
): readonly TailEvent[] {
  const byKey = new Map([...known, ...arrived].map((event) => [event.key, event]));
  return [...byKey.values()].toSorted((left, right) => order(right.key) - order(left.key)).slice(0, limit);
}

function tailEvent(item: Record<string, unknown>, locale?: string): TailEvent {
  const properties = item.properties;
  return {
    key: String(item.sequence ?? item.messageId),
    name: textOf(item.event ?? item.type),
    at: new Date(String(item.timestamp ?? item.receivedAt)),
    customer: textOf(item.customer ?? item.userId ?? item.anonymousId),
    summary: summary(typeof properties === 'object' && properties !== null ? { ...properties } : {}, locale),
  };
}

function summary(properties: Record<string, unknown>, locale?: string): string {
  const hasAmount = AMOUNTS.some((name) => typeof properties[name] === 'number');
  const currency = hasAmount ? textOf(properties.currency) : '';
  const isShown = ([name, value]: [string, unknown]): boolean =>
    ['string', 'number', 'boolean'].includes(typeof value) && !(hasAmount && name === 'currency');
  return Object.entries(properties)
    .filter(isShown)
    .toSorted(([left], [right]) => rank(left) - rank(right))
    .slice(0, SUMMARY_PROPERTIES_MAX)
    .map(([name, value]) => (AMOUNTS.includes(name) ? amountOf(value, currency, locale) : textOf(value)))
    .join(' · ');
}

function amountOf(value: unknown, currency: string, locale?: string): string {
  return typeof value === 'number' && currency !== '' ? money(value, currency, locale) : textOf(value);
}

function rank(property: string): number {
  const place = TELLING.indexOf(property);
  return place < 0 ? TELLING.length : place;
}

function textOf(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  return text.length > TEXT_CHARACTERS_MAX ? `${text.slice(0, TEXT_CHARACTERS_MAX - 1)}…` : text;
}

function order(key: string): number {
  const number = Number(key);
  return Number.isNaN(number) ? 0 : number;
}
