/**
 * Comfort only: the page says everything without it. Opens what a link points into, opens everything for printing,
 * and drives the button that opens or closes all evidence.
 */
export const script = `(() => {
  const folds = [...document.querySelectorAll('details')];
  const setAll = (open) => folds.forEach((fold) => { fold.open = open; });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    if (target) target.scrollIntoView();
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
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();
})();
`;
