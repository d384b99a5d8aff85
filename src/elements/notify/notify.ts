import type { LitElement } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import { pageNotifier } from '../../controllers/notify.ts';
import { written } from '../../controllers/written.ts';
import { readLanguage } from '../../localization/localize.ts';
import { isAssisted } from '../../selectors/assistant.ts';
import { viewKit } from '../kit.ts';
import { lazyView } from '../lazy-part.ts';
import { isLong, phoneNumbers } from '../numbers/numbers.ts';

/** An element that has the system tell of calls, where its `notify` says so. */
export interface NotifyHost extends LitElement {
  notify: boolean;
  readonly client: PhoneClient;
}

/**
 * To be called at each rendering; `shown` is the call that the element shows. Returns what there is to ask of the user,
 * for an element that is `idle`. `settings`: the user looks at what can be set.
 */
export type NotifyView = (host: NotifyHost, shown: string | undefined, idle: boolean, settings?: boolean) => unknown;

/** What the view is made with; see `lazyView`. */
const kit = { ...viewKit, isAssisted, isLong, pageNotifier, phoneNumbers, readLanguage, written };

export type Kit = typeof kit;

export const notifyView = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/notify-view.ts'),
);

/** The whole of it is fetched only for an element that wants it. */
export const renderNotify: NotifyView = (host, ...rest) => {
  if (host.notify && !notifyView.value) void notifyView.fetch().then(() => host.requestUpdate());
  return notifyView.value?.(host, ...rest);
};
