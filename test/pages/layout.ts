import type { Page } from 'puppeteer-core';

/** Where the gallery's elements are looked at: how wide, in which language, how large the letters. */
export interface Look {
  /** In pixels. */
  readonly width: number;
  readonly lang?: string;
  readonly density?: 'compact';
  /** The root's font size, in per cent. */
  readonly letters?: number;
}

const RTL = ['ar', 'he'];

/** Shows what is there so wide, in this language, and waits until it is. */
export async function lookAt(page: Page, { width, lang = 'en', density, letters = 100 }: Look): Promise<void> {
  await page.evaluate(
    ({ wide, language, dir, dense, percent }) => {
      const style = document.querySelector<HTMLStyleElement>('#look') ?? document.createElement('style');
      style.id = 'look';
      // Whoever looks at one state wants it as wide as this, and beside no other.
      style.textContent = `
        html { font-size: ${percent}% }
        .items .themes { overflow: visible; grid-template-columns: minmax(0, 1fr) }
        .items .cell { grid-template-columns: ${wide}px }`;
      document.head.append(style);
      for (const cell of document.querySelectorAll<HTMLElement>('.cell')) {
        Object.assign(cell, { lang: language, dir });
        for (const element of cell.children) {
          if (dense) element.setAttribute('density', dense);
          else element.removeAttribute('density');
        }
      }
    },
    {
      wide: width,
      language: lang,
      dir: RTL.includes(lang) ? 'rtl' : 'ltr',
      dense: density ?? null,
      percent: letters,
    },
  );
  await page.waitForFunction(
    (language) =>
      [...document.querySelectorAll('.cell > :not([hidden])')].every(({ shadowRoot }) =>
        [...(shadowRoot?.children ?? [])].every((child) => ((child as HTMLElement).lang || 'en') === language),
      ),
    {},
    lang,
  );
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** What is pressed, chosen or written in, and is less than so many pixels high or wide. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((pixels) => {
    const found: string[] = [];
    for (const host of document.querySelectorAll('.cell > :not([hidden])')) {
      const targets = host.shadowRoot?.querySelectorAll('button, input, select, textarea, summary, a[href]') ?? [];
      for (const target of targets) {
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        const { width, height } = target.getBoundingClientRect();
        if (width >= pixels && height >= pixels) continue;
        const name = target.getAttribute('aria-label') ?? target.textContent.trim();
        found.push(
          `${host.closest('.item')!.id} ${host.localName}: ${name} is ${width.toFixed(1)} × ${height.toFixed(1)}`,
        );
      }
    }
    return found;
  }, least);

/**
 * Words and controls that cannot be seen whole: cut off, outside of their element, or with another below them. Of what
 * ends in an ellipsis, the title or the name of the button tells the rest.
 */
export const unreadable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    interface Box {
      left: number;
      top: number;
      right: number;
      bottom: number;
      /** What it belongs to: the element for a control, the text's own for words. */
      of: Element;
      what: string;
    }
    /** Pixels that two may have in common, and that one may be outside. */
    const SLACK = 1.5;
    const CONTROLS = 'button, input, select, textarea, summary';
    const found: string[] = [];

    const isShown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[popover]:not(:popover-open)');
    const brief = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 40);

    /** What is left of a box in everything around it that clips or scrolls; null when that is nothing. */
    const clipped = (box: Box, host: Element): Box | null => {
      let { left, top, right, bottom } = box;
      const first = box.what.startsWith('“') ? box.of : box.of.parentElement;
      for (let around = first; around && around !== host; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible') continue;
        const frame = around.getBoundingClientRect();
        left = Math.max(left, frame.left);
        right = Math.min(right, frame.right);
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      return right - left > SLACK && bottom - top > SLACK ? { ...box, left, top, right, bottom } : null;
    };

    const wordsIn = (root: ShadowRoot): Box[] => {
      const boxes: Box[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const of = node.parentElement;
        const what = brief(node.textContent ?? '');
        if (!of || what === '' || of.closest('option, style') || !isShown(of)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const { left, top, right, bottom, height } of range.getClientRects()) {
          // Letters have room above and below them that those of other lines may stand in.
          boxes.push({ left, right, top: top + height / 4, bottom: bottom - height / 4, of, what: `“${what}”` });
        }
      }
      return boxes;
    };

    for (const host of document.querySelectorAll('.cell > :not([hidden])')) {
      const root = host.shadowRoot;
      if (!root) continue;
      const where = `${host.closest('.item')!.id} ${host.localName}`;
      const frame = host.getBoundingClientRect();

      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (!isShown(element) || element.matches('input, select, svg, svg *')) continue;
        const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
        const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
        const wide = hides(overflowX) && element.scrollWidth > element.clientWidth + SLACK;
        const high = hides(overflowY) && element.scrollHeight > element.clientHeight + SLACK;
        if (!wide && !high) continue;
        if (element.textContent.trim() === '') continue;
        const ends = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
        const told = element.closest('[title], [aria-label]:not(section)') ?? element.querySelector('[title]');
        if (!ends || !told) found.push(`${where}: “${brief(element.textContent)}” is cut off`);
      }

      const controls = [...root.querySelectorAll(CONTROLS)].filter(isShown).map((of): Box => {
        const { left, top, right, bottom } = of.getBoundingClientRect();
        return { left, top, right, bottom, of, what: of.getAttribute('aria-label') ?? brief(of.textContent) };
      });
      const boxes = [...controls, ...wordsIn(root)].map((box) => clipped(box, host)).filter((box) => box !== null);
      for (const { left, right, of, what } of boxes) {
        // What is open above the page has its own place.
        if (of.closest(':popover-open')) continue;
        if (left < frame.left - SLACK || right > frame.right + SLACK) found.push(`${where}: ${what} is outside`);
        const control = of.closest(CONTROLS);
        if (!control || control === of) continue;
        const around = control.getBoundingClientRect();
        if (left < around.left - SLACK || right > around.right + SLACK) {
          found.push(`${where}: ${what} sticks out of its button`);
        }
      }
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          if (one.of === other.of || one.of.contains(other.of) || other.of.contains(one.of)) continue;
          const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (wide > SLACK && high > SLACK) found.push(`${where}: ${one.what} and ${other.what} overlap`);
        }
      }
    }
    return [...new Set(found)];
  });

/** Everything that moves by itself. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.cell > :not([hidden])')].flatMap((host) =>
      (host.shadowRoot?.getAnimations() ?? []).map((animation) => {
        const { effect } = animation;
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        const what = animation instanceof CSSAnimation ? animation.animationName : 'a transition';
        return `${host.closest('.item')!.id} ${host.localName}: ${target?.getAttribute('class') ?? ''} ${what}`;
      }),
    ),
  );

/**
 * What assistive technology would say though nobody has done anything: whatever changes in a live region, and in the
 * name of something that can have the focus, in so many milliseconds.
 */
export const chatter = (page: Page, milliseconds: number): Promise<string[]> =>
  page.evaluate(async (lasts) => {
    const SPOKEN = '[role="alert"], [role="status"], [role="log"], [aria-live]:not([aria-live="off"])';
    const found = new Set<string>();
    const ear = new MutationObserver((changes) => {
      for (const { target, type } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const root = element?.getRootNode();
        if (!element || !(root instanceof ShadowRoot) || element.closest('[aria-live="off"]')) continue;
        const button = element.closest('button');
        const spoken = element.closest(SPOKEN) ?? (button?.ariaLabel && type !== 'attributes' ? null : button);
        if (!spoken) continue;
        const said = spoken.ariaLabel ?? spoken.textContent.replace(/\s+/g, ' ').trim();
        found.add(`${root.host.closest('.item')!.id} ${root.host.localName}: ${said}`);
      }
    });
    for (const { shadowRoot } of document.querySelectorAll('.cell > :not([hidden])')) {
      if (!shadowRoot) continue;
      ear.observe(shadowRoot, { subtree: true, childList: true, characterData: true });
      for (const button of shadowRoot.querySelectorAll('button')) {
        ear.observe(button, { attributeFilter: ['aria-label'] });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, lasts));
    ear.disconnect();
    return [...found];
  }, milliseconds);
