import { Events } from './view/events';
import { FreshnessBadge } from './view/freshness';
import { Funnel } from './view/funnel';
import { Lifecycle } from './view/lifecycle';
import { Paths } from './view/paths';
import { Retention } from './view/retention';
import { Signal } from './view/signal';
import { Table } from './view/table';
import { Tile } from './view/tile';
import { Top } from './view/top';
import { Trend } from './view/trend';

/** All elements by name. A page may load this file twice, so names already taken are left alone. */
const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'footfall-tile': Tile,
  'footfall-trend': Trend,
  'footfall-funnel': Funnel,
  'footfall-top': Top,
  'footfall-events': Events,
  'footfall-freshness': FreshnessBadge,
  'footfall-retention': Retention,
  'footfall-lifecycle': Lifecycle,
  'footfall-paths': Paths,
  'footfall-table': Table,
  'footfall-signal': Signal,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (customElements.get(name) === undefined) {
    customElements.define(name, element);
  }
}
