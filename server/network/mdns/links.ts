// The links of a machine whose network changes.
import type { Packet } from 'multicast-dns';
import type { Path } from './mdns-adapters.ts';
import { openLink, type Link, type LinkOptions } from './link.ts';

export interface Links {
  all(): readonly Link[];
  /** Opens what is new and closes what is gone; a path that does not work is told and left out. */
  use(paths: readonly Path[]): Promise<void>;
  /** To everybody on every path; what, depends on what the machine is called there. */
  say(packet: (link: Link) => Packet): void;
}

export interface LinksOptions extends Omit<LinkOptions, 'path'> {
  onProblem: (adapter: string, error: Error) => void;
}

export function createLinks({ onProblem, ...options }: LinksOptions): Links {
  const links = new Map<string, Link>();

  const open = async (key: string, path: Path): Promise<void> => {
    try {
      links.set(key, await openLink({ ...options, path }));
    } catch (error) {
      onProblem(path.adapter, error instanceof Error ? error : new Error(String(error)));
    }
  };

  return {
    all: () => [...links.values()],
    async use(paths) {
      const wanted = new Map(paths.map((path) => [JSON.stringify(path), path]));
      const gone = [...links].filter(([key]) => !wanted.has(key));
      for (const [key] of gone) links.delete(key);
      await Promise.all(gone.map(([, link]) => link.close()));
      await Promise.all([...wanted].filter(([key]) => !links.has(key)).map(([key, path]) => open(key, path)));
    },
    say(packet) {
      for (const link of links.values()) link.send(packet(link));
    },
  };
}
