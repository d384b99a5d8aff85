/** Where a page's site keeps the place of its phone. */
const KEY = 'telnyx-elements:phone-place';

/**
 * Where a phone floats: how much of the free space lies before it, from the start of the line and from the top, 0 to
 * 1. So it is in the window whatever the window's size or its own, and mirrored where one writes from right to left.
 */
export interface Place {
  readonly inline: number;
  readonly block: number;
}

/** The corner where one expects it. */
export const HOME: Place = { inline: 1, block: 1 };

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const isFraction = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

/** Where the user has put it before, if the browser remembers. */
export function storedPlace(): Place {
  try {
    const { inline, block } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Place>;
    return isFraction(inline) && isFraction(block) ? { inline, block } : HOME;
  } catch {
    // Storage is blocked, or holds what is none of ours.
    return HOME;
  }
}

export function storePlace(place: Place): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Blocked or full: then it is where it was put until the page is left.
  }
}

/** Moved by so many pixels of the free ones there are; `rtl`: the line begins at the right. */
export function moved(
  { inline, block }: Place,
  by: { readonly x: number; readonly y: number },
  free: { readonly x: number; readonly y: number },
  rtl: boolean,
): Place {
  return {
    inline: free.x > 0 ? clamp(inline + ((rtl ? -1 : 1) * by.x) / free.x) : inline,
    block: free.y > 0 ? clamp(block + by.y / free.y) : block,
  };
}

/** Round the window, from the corner that is nearest to the next one. */
export function nextCorner({ inline, block }: Place): Place {
  return { inline: block > 0.5 ? 0 : 1, block: inline > 0.5 ? 1 : 0 };
}
