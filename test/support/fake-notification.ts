/**
 * Stands in for the browser's notifications, which nobody can see, press or permit in a test. Those that are open are
 * the system's; a test presses and closes them as a user would.
 */
export class FakeNotification {
  static permission: NotificationPermission = 'default';
  /** What the user answers. */
  static answer: NotificationPermission = 'granted';
  /** How often the user was asked. */
  static asked = 0;
  /** Every one that was ever made, from first to last. */
  static made: FakeNotification[] = [];
  /** Whether pages may make any. */
  static constructible = true;

  static get open(): FakeNotification[] {
    return this.made.filter(({ closed }) => !closed);
  }

  static requestPermission(): Promise<NotificationPermission> {
    this.asked += 1;
    this.permission = this.answer;
    return Promise.resolve(this.permission);
  }

  static reset(): void {
    Object.assign(this, { permission: 'default', answer: 'granted', asked: 0, made: [], constructible: true });
  }

  onclick: (() => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly title: string;
  readonly options: NotificationOptions;

  constructor(title: string, options: NotificationOptions = {}) {
    if (!FakeNotification.constructible) throw new TypeError('Illegal constructor');
    this.title = title;
    this.options = options;
    FakeNotification.made.push(this);
  }

  /** Browsers tell the page of it later, whoever has closed it. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    queueMicrotask(() => this.onclose?.());
  }
}
