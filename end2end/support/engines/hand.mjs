// What a person does on a page, in any engine: by the words on it. An engine gives `goto`, `back` and `evaluate` alone.

/** How long something may take to appear, and how often it is looked, in milliseconds. */
const PATIENCE = 30_000;
const LOOK = 50;

/** Runs in the page: does one thing if it can be done now. Answers what it found, or null. */
function once(what, words, text) {
  const plain = (string) => (string ?? '').replace(/\s+/g, ' ').trim();
  const fits = (string) => (words.exact ? plain(string) === words.exact : new RegExp(words.like).test(plain(string)));
  const shown = (element) => element.getClientRects().length > 0 && !element.closest('[inert], [aria-hidden=true]');
  const named = (element) => {
    const by = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
    const label = [...(element.labels ?? [])].map((one) => one.textContent).join(' ');
    return element.getAttribute('aria-label') ?? by ?? (label || element.textContent);
  };
  const find = (selector) => [...document.querySelectorAll(selector)].find((element) => shown(element) && fits(named(element)));
  const fields = 'input:not([type=radio]):not([type=checkbox]), textarea, select';
  const acts = {
    see: () => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
      for (let element = walk.nextNode(); element; element = walk.nextNode()) {
        const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && plain(node.data));
        if (own && shown(element) && fits(element.textContent)) return plain(element.textContent);
      }
      return null;
    },
    click: () => {
      const element = find('button, a[href], summary, [role=button], input[type=checkbox], input[type=radio]');
      if (!element || element.disabled) return null;
      element.click();
      return plain(named(element)) || 'clicked';
    },
    fill: () => {
      const field = find(fields);
      if (!field || field.disabled || field.readOnly) return null;
      field.focus();
      if (document.activeElement !== field) return null;
      if (field.matches('select, [type=date], [type=time]')) {
        const option = [...(field.options ?? [])].find((one) => plain(one.textContent) === text);
        if (field.matches('select') && !option) return null;
        field.value = option?.value ?? text;
        for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
      } else {
        field.select();
        document.execCommand('insertText', false, text); // as typing does, with the browser's own events
      }
      return field.value === (field.matches('select') ? field.value : text) ? 'filled' : null;
    },
    has: () => (find(fields)?.value === text ? text : null),
    unfold: () => {
      const details = [...document.querySelectorAll('details')].find((one) => one.id === words.exact);
      if (details && !details.open) details.querySelector('summary').click();
      return details ? 'unfolded' : null;
    },
  };
  return acts[what]();
}

const words = (name) => (name instanceof RegExp ? { like: name.source } : { exact: name });

export class Hand {
  constructor(engine) {
    this.engine = engine;
  }

  /** Waits for something, to the time given; answers what was found. */
  async #soon(what, name, text, patience = PATIENCE) {
    const end = Date.now() + patience;
    let last = null;
    while (Date.now() < end) {
      // A page that is just being left has no answer.
      const found = await this.engine.evaluate(once.toString(), what, words(name), text ?? null).catch((error) => { last = error; return null; });
      if (found !== null && found !== undefined) return found;
      await new Promise((resolve) => { setTimeout(resolve, LOOK); });
    }
    const page = await this.engine.evaluate('() => document.body.innerText').catch(() => '');
    throw new Error(`cannot ${what} ${name}${last ? ` (${last.message})` : ''}; the page says:\n${page}`);
  }

  see(name, patience) {
    return this.#soon('see', name, null, patience);
  }

  click(name) {
    return this.#soon('click', name);
  }

  fill(label, text) {
    return this.#soon('fill', label, text);
  }

  /** Waits until a field says this. */
  has(label, text) {
    return this.#soon('has', label, text);
  }

  /** Opens the details of this id. */
  unfold(id) {
    return this.#soon('unfold', id);
  }

  /** Opens an address; resolves when the page is live. */
  async visit(url) {
    await this.engine.goto(url);
    await this.live();
  }

  async live() {
    const end = Date.now() + PATIENCE;
    while (!(await this.engine.evaluate('() => document.documentElement.dataset.live === "yes"').catch(() => false))) {
      if (Date.now() > end) throw new Error('the page did not become live');
      await new Promise((resolve) => { setTimeout(resolve, LOOK); });
    }
  }
}
