// What every page is asked, in the browser's own words; laid into each page before its own scripts.
(() => {
  window.broken = [];
  document.addEventListener('securitypolicyviolation', one => window.broken.push(`${one.violatedDirective} ${one.blockedURI}`));

  const all = (what, where = document) => [...where.querySelectorAll(what)];

  function sideways() {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    return all('body *').filter(one => one.getBoundingClientRect().right > wide + 1)
      .map(one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`).slice(0, 5);
  }

  function small() {
    return all('.tabbar a, .spine nav a, .btn:not(.small), .places a, .places button, .pager a')
      .filter(one => one.checkVisibility()).map(one => [one.innerText, one.getBoundingClientRect()])
      .filter(([, box]) => box.height < 44 || box.width < 44).map(([words, box]) => `${words} ${box.width}x${box.height}`);
  }

  function opened() {
    const parts = all('main details'), stood = parts.map(one => one.open);
    parts.forEach(one => { one.open = true });
    return () => parts.forEach((one, place) => { one.open = stood[place] });
  }

  // What axe's rules read of an element: its name, what it is called and dressed as, whether what it points at is there.
  const WHOLE = new Set(['class', 'style', 'role', 'type', 'tabindex', 'lang', 'scope']);
  const POINTS = new Set(['for', 'headers', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details']);
  function own(one) {
    const said = [...one.attributes].map(({name, value}) => {
      if (POINTS.has(name)) return `${name}:${value.split(/\s+/).every(id => document.getElementById(id))}`;
      if (WHOLE.has(name) || (name.startsWith('aria-') && name !== 'aria-label')) return `${name}=${value}`;
      return name + (value.trim() ? '' : '=');
    });
    return `${one.tagName} ${said.sort().join('|')} ${one.labels ? one.labels.length : ''}`;
  }

  // Of neighbours made by one line of a template, alike in all that axe reads, two stay. The cells of a row are never parted.
  function fewer() {
    const numbers = new Map(), shapes = new Map();
    const shape = one => {
      const parts = [...one.childNodes].map(part => part.nodeType === 1 ? shape(part) : part.nodeType === 3 && part.data.trim() ? 't' : '');
      const said = `${own(one)}(${parts.join(' ')})`;
      if (!numbers.has(said)) numbers.set(said, numbers.size);
      shapes.set(one, numbers.get(said));
      return numbers.get(said);
    };
    shape(document.body);
    for (const around of [document.body, ...all('body *')]) {
      if (!around.isConnected || around.children.length < 3 || around.matches('tr, svg, svg *')) continue;
      const met = new Map();
      for (const one of [...around.children]) {
        const times = (met.get(shapes.get(one)) || 0) + 1;
        met.set(shapes.get(one), times);
        if (times > 2) one.remove();
      }
    }
  }

  function twice() {
    const met = new Set();
    return all('[id]').map(one => one.id).filter(id => met.has(id) || !met.add(id));
  }

  function digest(text) {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let place = 0; place < text.length; place++) {
      const letter = text.charCodeAt(place);
      one = Math.imul(one ^ letter, 2654435761);
      two = Math.imul(two ^ letter, 1597334677);
    }
    return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
  }

  function worded(one) {
    return one.matches('input, select, textarea') || [...one.childNodes].some(part => part.nodeType === 3 && part.data.trim());
  }

  // Of contrast axe looks first, and for most of its time, for ::before and ::after round every word, to leave open what lies
  // on one: here it judges all words. Words within the same boxes by the same style sheets have the same colours: once is enough,
  // on this page and on all (an element that comes first among its siblings may be dressed by that).
  function contrast(judged) {
    const known = new Set(judged.split(' ')), fresh = new Set(), paths = new Map();
    const sheets = all('link[rel=stylesheet], style').map(one => one.getAttribute('href') || one.textContent).join();
    const path = one => {
      if (!paths.has(one)) paths.set(one, digest(`${one.parentElement ? path(one.parentElement) : sheets} ${own(one)} ${!one.previousElementSibling}`));
      return paths.get(one);
    };
    const rule = axe._audit.rules.find(one => one.id === 'color-contrast');
    rule.asked ??= rule.matches;
    rule.matches = (one, ...more) => {
      if (!worded(one) || known.has(path(one)) || !rule.asked(one, ...more)) return false;
      known.add(path(one));
      fresh.add(path(one));
      return true;
    };
    axe._audit.checks['color-contrast'].options.ignorePseudo = true;
    return fresh;
  }

  // The rules whose findings would be serious or critical; the others are not asked at all.
  async function grave(judged = '') {
    const fresh = contrast(judged);
    const light = axe._audit.rules.filter(one => !['serious', 'critical'].includes(one.impact));
    const said = await axe.run({resultTypes: ['violations'], rules: Object.fromEntries(light.map(one => [one.id, {enabled: false}]))});
    const found = said.violations.map(one => [one.id, one.impact, ...one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]);
    return {found, fresh: found.length ? '' : [...fresh].join(' ')};
  }

  window.judge = {
    onPhone() {
      const said = {'sideways on a phone': sideways(), 'too small for a finger': small()};
      const shut = opened();
      said['sideways on a phone, all open'] = sideways();
      shut();
      return said;
    },
    async atDesk(judged) {
      const said = {'sideways at a desk': sideways(), 'ids given twice': twice()};
      const headings = all('h1').length;
      opened();
      fewer();
      const {found, fresh} = await grave(judged);
      return [{...said, 'grave for axe': found, 'headings of the page': headings === 1 ? [] : [headings], 'against the policy': window.broken}, fresh];
    },
    sideways,
    fewer,
    grave,
  };
})();
