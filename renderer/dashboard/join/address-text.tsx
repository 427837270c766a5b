import { Fragment } from 'react';
import { typed } from './join-address.ts';
import styles from './join.module.css';

/** An address to read aloud: air around its dots, the port set apart. As text it is what people type. */
export function AddressText({ url }: { url: string }) {
  const { host, port } = typed(url);
  const parts = host.startsWith('[') ? [host] : host.split('.');
  return (
    <span translate="no">
      {parts.map((part, index) => (
        // the parts of an address have no other name than their place
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>{index > 0 && <i className={styles.dot}>.</i>}{part}</Fragment>
      ))}
      {port !== '' && <span className={styles.port}>{port}</span>}
    </span>
  );
}
