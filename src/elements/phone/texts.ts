import type { LocalizeController } from '../../controllers/localize.ts';
import type { NOTICE } from '../../localization/en/notice.ts';
import type { PHONE } from '../../localization/en/phone.ts';
import type { STATUS } from '../../localization/en/status.ts';

export type PhoneTexts = LocalizeController<typeof PHONE & typeof NOTICE & typeof STATUS>;
