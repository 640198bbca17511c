import { filterScript } from './filter-script.js';

/**
 * Comfort only: the page says everything without it. Filters, opens what a link points into, opens everything for
 * printing, and drives the button that opens or closes all folds.
 */
export const script = `(() => {
${filterScript}
  const folds = [...document.querySelectorAll('details')];
  const setAll = (open) => folds.forEach((fold) => { fold.open = open; });
  const filters = startFilters();
  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.includes('=')) {
      filters.set(new URLSearchParams(hash));
      document.querySelector('.listing').scrollIntoView({ behavior: 'instant' });
      return;
    }
    if (hash === '') return filters.clear();
    const target = document.getElementById(decodeURIComponent(hash));
    if (!target) return;
    if (target.closest('[hidden]')) filters.clear();
    for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
  };
  const button = document.querySelector('[data-unfold]');
  if (button && folds.length > 0) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const open = button.getAttribute('aria-pressed') !== 'true';
      setAll(open);
      button.setAttribute('aria-pressed', String(open));
    });
  }
  let before = [];
  addEventListener('beforeprint', () => { before = folds.map((fold) => fold.open); setAll(true); });
  addEventListener('afterprint', () => folds.forEach((fold, index) => { fold.open = before[index]; }));
  addEventListener('hashchange', follow);
  if (location.hash) follow();
})();
`;
