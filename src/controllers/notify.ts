import { pageSlot } from '../registry.ts';
import type { Notifier } from './lazy/notifier.ts';

/** The page's notifier, whichever copy of the package has made it: a call is told of once. */
export const pageNotifier = (make: () => Notifier): Notifier => pageSlot('notifier', make);
