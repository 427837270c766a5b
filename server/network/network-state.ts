// Where guests reach a server, as its host sees it. Everything here can be serialised.
import type { ShownAddress } from './addresses.ts';

/** An address under which guests may reach this server. */
export interface JoinAddress extends ShownAddress {
  url: string;
  /** Path data of a QR code of `url`, each module one unit, without quiet zone; `size` modules wide */
  qr: { path: string; size: number };
  /** Other devices that came in over it since the server started: more than none means that it works */
  devices: number;
}

/** A name of this server's own in the local network. */
export interface LocalName {
  /** `lanline.local` */
  name: string;
  url: string;
  qr: JoinAddress['qr'];
  devices: number;
}

export interface NetworkState {
  /**
   * Best first; empty where there is no network. Of a server that listens on one address only that one, also
   * where it is loopback
   */
  addresses: JoinAddress[];
  localName?: LocalName;
}
