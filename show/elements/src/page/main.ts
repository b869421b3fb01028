import '../elements';
import type { State } from '../model/freshness';
import { followTheme } from './theme';

const toggle = document.getElementById('theme');
if (toggle !== null) {
  followTheme(toggle);
}

const notice = document.getElementById('no-access');
document.addEventListener('footfall-state', (event) => {
  const { detail } = event as CustomEvent<State>;
  notice?.toggleAttribute('hidden', detail !== 'no-access');
});
