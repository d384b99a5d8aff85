import type { LocalizeController } from '../../controllers/localize.ts';
import type { PHONE } from '../../localization/en/phone.ts';
import type { STATUS } from '../../localization/en/status.ts';

/** What the views of a call and of number entry say. */
export type CallTexts = LocalizeController<typeof PHONE & typeof STATUS>;
