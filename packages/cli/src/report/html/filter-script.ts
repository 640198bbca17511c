/**
 * The filters, as a function of the page's script. An item is a child of a list with a status; what else is known of it
 * stands on the elements around it. The filters that are set are kept in the address, as `#bp=REL05-BP05&new=1`.
 */
export const filterScript = `
const startFilters = () => {
  const bar = document.querySelector('[data-filters]');
  if (!bar) return { set() {}, clear() {} };
  const keys = ['bp', 'status', 'layer', 'severity', 'check'];
  const items = [...document.querySelectorAll('[data-status] > li')].map((element) => {
    const groups = [];
    for (let at = element.closest('[data-group]'); at; at = at.parentElement.closest('[data-group]')) groups.push(at);
    const item = { element, groups, isNew: element.classList.contains('new') };
    for (const key of keys) item[key] = element.closest('[data-' + key + ']')?.getAttribute('data-' + key) ?? '';
    return item;
  });
  const groups = [...document.querySelectorAll('[data-group]')].map((element) => {
    const count = element.querySelector(':scope > summary [data-count]');
    return { element, count, total: count?.textContent };
  });
  const fields = [...bar.querySelectorAll('[name]')];
  const shown = bar.querySelector('[data-shown]');
  const clearButton = bar.querySelector('[data-clear]');
  const isBox = (field) => field.type === 'checkbox';
  const values = () => {
    const set = fields.map((field) => [field.name, isBox(field) ? (field.checked ? '1' : '') : field.value.trim()]);
    return Object.fromEntries(set.filter(([, value]) => value !== ''));
  };
  const textOf = ({ element, check, bp }) => {
    const said = element.closest('[data-shared]')?.querySelectorAll(':scope > :not(ul)') ?? [];
    return [...[element, ...said].map(({ textContent }) => textContent), check, bp].join(' ').toLowerCase();
  };
  const matches = (item, wanted, words) => {
    if (keys.some((key) => wanted[key] !== undefined && item[key] !== wanted[key])) return false;
    if (wanted.new && !item.isNew) return false;
    if (words.length === 0) return true;
    item.text ??= textOf(item);
    return words.every((word) => item.text.includes(word));
  };
  const apply = () => {
    const wanted = values();
    const isActive = Object.keys(wanted).length > 0;
    const words = (wanted.text ?? '').toLowerCase().split(/\\s+/).filter(Boolean);
    const left = new Map();
    let number = 0;
    for (const item of items) {
      const matched = matches(item, wanted, words);
      item.element.hidden = !matched;
      if (!matched) continue;
      number += 1;
      for (const group of item.groups) left.set(group, (left.get(group) ?? 0) + 1);
    }
    for (const { element, count, total } of groups) {
      const found = left.get(element) ?? 0;
      element.hidden = isActive && found === 0;
      if (count) count.textContent = found < Number(total) && isActive ? found + ' of ' + total : total;
      const isAsked = words.length > 0 || wanted.status || (isActive && element.matches('.check'));
      if (element.matches('details') && found > 0 && isAsked) element.open = true;
    }
    const none = 'Nothing matches these filters.';
    shown.textContent = isActive ? (number === 0 ? none : number + ' of ' + items.length + ' entries shown') : '';
    clearButton.disabled = !isActive;
    return wanted;
  };
  const change = () => {
    const hash = new URLSearchParams(apply()).toString();
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : '#' + hash);
    const top = bar.parentElement.getBoundingClientRect().top;
    if (top < 0) bar.parentElement.scrollIntoView({ behavior: 'instant' });
  };
  const set = (given) => {
    for (const field of fields) {
      const value = given.get(field.name) ?? '';
      if (isBox(field)) field.checked = value === '1';
      else field.value = value;
      if (field.value !== value && !isBox(field)) field.value = '';
    }
    apply();
  };
  bar.addEventListener('input', change);
  clearButton.addEventListener('click', () => {
    set(new URLSearchParams());
    change();
    fields[0].focus();
  });
  bar.hidden = false;
  apply();
  return { set, clear: () => set(new URLSearchParams()) };
};
`;
