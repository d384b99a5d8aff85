import type { TelNumber, TelTaker } from '../tel-links.ts';

export interface TelLinks {
  add(taker: TelTaker): void;
  delete(taker: TelTaker): void;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What a `tel:` link names, by RFC 3966: its number, with the keys that are pressed after the answer behind a comma, and
 * the digits in whose context it stands. Null for a link without a number.
 */
export function telNumber(href: string): TelNumber | null {
  const [subscriber = '', ...parameters] = decoded(href).replace(/^tel:/i, '').replace(/^\/\//, '').split(';');
  const values = new Map(
    parameters.map((parameter) => {
      const [name = '', value = ''] = parameter.split(/=(.*)/s);
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const number = subscriber.trim();
  const extension = values.get('ext')?.replace(/[^\d*#,p]/gi, '') ?? '';
  const context = values.get('phone-context') ?? '';
  if (!/[\d*#]/.test(number)) return null;
  return {
    number: extension ? `${number},${extension}` : number,
    // A domain says where the number means something, and nothing of how to call it.
    context: !number.startsWith('+') && context.startsWith('+') ? context : '',
  };
}

/** The link that was pressed, if it is to be taken: as a browser would follow it in the page itself. */
function linkOf(event: MouseEvent): HTMLAnchorElement | HTMLAreaElement | null {
  const { defaultPrevented, button, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return null;
  const link = event
    .composedPath()
    .find((each) => each instanceof HTMLAnchorElement || each instanceof HTMLAreaElement);
  if (link?.protocol !== 'tel:' || link.hasAttribute('download')) return null;
  return link.target === '' || link.target === '_self' ? link : null;
}

/** The page's links, for whoever asked first of those that still want them. */
export function createTelLinks(): TelLinks {
  const takers = new Set<TelTaker>();

  const click = (event: MouseEvent): void => {
    const link = linkOf(event);
    const number = link && telNumber(link.getAttribute('href') ?? '');
    const [taker] = takers;
    if (!number || !taker) return;
    event.preventDefault();
    taker(number);
  };

  return {
    add(taker) {
      takers.add(taker);
      document.addEventListener('click', click);
    },
    delete(taker) {
      takers.delete(taker);
      if (takers.size === 0) document.removeEventListener('click', click);
    },
  };
}
