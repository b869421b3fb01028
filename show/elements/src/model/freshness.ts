import { ago } from './format';

/** Silence after which numbers are called delayed; the engine speaks each second. */
export const DELAYED_AFTER_MILLIS = 3_000;

/** Silence after which the engine is called offline: within 10 seconds, with room for the clock's tick. */
export const OFFLINE_AFTER_MILLIS = 8_000;

/** How far behind the engine's clock an answer may be while it still counts as live. */
export const LAG_MILLIS_MAX = 5_000;

/** What is known of the connection to the engine; instants in milliseconds of this computer's clock. */
export interface Contact {
  /** When the page began to listen, or to listen again after it was hidden. */
  readonly since: number;
  /** When the engine last said anything; null before it did. */
  readonly heardAt: number | null;
  /** Whether a connection is open now. */
  readonly isOpen: boolean;
  /** Whether the engine refuses this page. */
  readonly isRefused: boolean;
  /** The instant up to which the numbers are true, by the engine's clock. */
  readonly asOf: number | null;
  /** The newest event's own time. */
  readonly eventTime: number | null;
  /** How far the engine's clock is ahead of this computer's, as far as is known. */
  readonly clockAhead: number;
}

export type State = 'connecting' | 'live' | 'delayed' | 'offline' | 'no-access';

export interface Freshness {
  readonly state: State;
  /** The badge's word. */
  readonly label: string;
  /** The sentence beside it. */
  readonly detail: string;
}

const LABELS: Readonly<Record<State, string>> = {
  connecting: 'CONNECTING',
  live: 'LIVE',
  delayed: 'DELAYED',
  offline: 'OFFLINE',
  'no-access': 'NO ACCESS',
};

/** How fresh the numbers are. No events for a while is not staleness: what counts is that the engine speaks. */
export function freshness(contact: Contact, now: number): Freshness {
  const state = stateOf(contact, now);
  return { state, label: LABELS[state], detail: detailOf(state, contact, now) };
}

/**
 * The contact after the engine said up to when its numbers are true. The engine's clock is taken to be at least where
 * its newest word puts it, so that a wrong clock on this computer does not make numbers look old.
 */
export function heard(contact: Contact, asOf: number, eventTime: number | null, now: number): Contact {
  const ahead = asOf - now;
  const isFirst = contact.asOf === null;
  return {
    ...contact,
    heardAt: now,
    asOf,
    eventTime,
    clockAhead: isFirst ? ahead : Math.max(contact.clockAhead, ahead),
  };
}

function stateOf(contact: Contact, now: number): State {
  if (contact.isRefused) {
    return 'no-access';
  }
  const silence = now - Math.max(contact.since, contact.heardAt ?? contact.since);
  if (silence >= OFFLINE_AFTER_MILLIS) {
    return 'offline';
  }
  if (contact.heardAt === null) {
    return 'connecting';
  }
  const isSilent = silence >= DELAYED_AFTER_MILLIS;
  return !contact.isOpen || isSilent || lagMillis(contact, now) > LAG_MILLIS_MAX ? 'delayed' : 'live';
}

function detailOf(state: State, contact: Contact, now: number): string {
  switch (state) {
    case 'connecting':
      return 'waiting for the first numbers';
    case 'no-access':
      return 'open the link that Footfall printed';
    case 'live':
      return contact.eventTime === null
        ? 'no events yet'
        : `last event ${ago(now + contact.clockAhead - contact.eventTime)}`;
    case 'delayed':
      return contact.isOpen ? `numbers ${age(contact, now)} old` : 'reconnecting';
    case 'offline':
      return contact.asOf === null
        ? 'no answer, trying again'
        : `numbers from ${ago(lagMillis(contact, now))}`;
  }
}

function age(contact: Contact, now: number): string {
  return `${Math.max(1, Math.round(lagMillis(contact, now) / 1_000))} s`;
}

function lagMillis(contact: Contact, now: number): number {
  return contact.asOf === null ? 0 : now + contact.clockAhead - contact.asOf;
}
