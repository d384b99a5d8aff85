import { redact, redactText } from '../redaction.ts';
import type { SdkLogger } from './sdk-shape.ts';

const guarded = new WeakSet<SdkLogger>();

/**
 * What the SDK prints: by default nothing, since it would print phone numbers and call timings; under `debug`
 * everything, but without the tokens, passwords and descriptions that it prints with every message.
 */
export function setConsole(logger: SdkLogger, debug: boolean): void {
  if (debug && !guarded.has(logger)) {
    guarded.add(logger);
    const make = logger.methodFactory;
    logger.methodFactory = (...about) => {
      const print = make(...about);
      return (...printed) => print(...printed.map(withoutSecrets));
    };
  }
  logger.setLevel(debug ? 'debug' : 'silent', false);
}

function withoutSecrets(printed: unknown): unknown {
  if (typeof printed === 'string') return textWithoutSecrets(printed);
  if (!isData(printed)) return printed;
  try {
    return redact(JSON.parse(JSON.stringify(printed, (_, value: unknown) => (isData(value) ? value : named(value)))));
  } catch {
    return '[refers to itself]';
  }
}

/** Messages are printed as JSON: what is secret in them is known by its name. */
function textWithoutSecrets(text: string): string {
  if (!text.startsWith('{')) return redactText(text);
  try {
    return JSON.stringify(redact(JSON.parse(text)), null, 2);
  } catch {
    return redactText(text);
  }
}

function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Descriptions and candidates say what they are as JSON.
  return Array.isArray(value) || prototype === Object.prototype || prototype === null || 'toJSON' in value;
}

/** Elements, streams and connections are not walked through: whatever a page's framework hangs on them has no end. */
function named(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? `[${value.constructor.name}]` : value;
}
