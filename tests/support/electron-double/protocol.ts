// Electron's `protocol`.
import type Electron from 'electron';
import { handlers, register } from './own-schemes.ts';
import { runtime } from './runtime.ts';

export const protocol = {
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (runtime.isReady)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    register(customSchemes);
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (!runtime.isReady) throw new Error('protocol can only be used after app is ready');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
};
