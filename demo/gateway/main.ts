/** `node demo/gateway/main.ts [port]`: the gateway by itself, until it is interrupted. */
import { startGateway } from './gateway.ts';

const port = Number(process.argv[2] ?? process.env['PORT'] ?? 8_787);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('Usage: node demo/gateway/main.ts [port]');
  process.exit(2);
}

try {
  const gateway = await startGateway({ port });
  console.log(`Demo:      ${gateway.url}/demo/\nSignaling: ${gateway.wsUrl}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)));
  }
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(taken ? `Port ${port} is taken: give another as argument, or 0 for a free one.` : error);
  process.exit(1);
}
